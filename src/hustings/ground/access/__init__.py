"""Access: who may come in, as what, and until when.

Words: account (staff, board and treasurer: password and one-time code), role (dated, with a reason), link (a private
address for a campaign, a member, a teller; nobody needs an account for it).
"""
