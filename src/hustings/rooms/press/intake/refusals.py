"""What cannot be taken in."""

from hustings.core.errors import Refusal


class UnknownEncoding(Refusal):
    code = "press-unknown-encoding"
    says = "The encoding of this text cannot be told for sure, and nothing is read with signs missing."
    todo = "Save it as UTF-8, or say how it is encoded."


class NotAnArticle(Refusal):
    code = "press-not-an-article"
    says = "This is {kind}, not an article."
    todo = "Save the page as HTML, or copy its text."


class NoArticleFound(Refusal):
    code = "press-no-article-found"
    says = "No article was found on this page."
    todo = "It may be empty, or made by a program in the browser: copy the article's text instead."


class PageTooLong(Refusal):
    code = "press-page-too-long"
    says = "The page has more than {limit} bytes."
    todo = "Copy the article's text instead."


class PageTooHeavy(Refusal):
    code = "press-page-too-heavy"
    says = "Reading this page took more than {seconds} seconds or {megabytes} MB, and was stopped."
    todo = "It is broken or made to do harm; copy the article's text instead."


class PageBroken(Refusal):
    code = "press-page-broken"
    says = "This cannot be taken apart: {why}."
    todo = "Save the page anew, or copy the article's text instead."


class NotAFeed(Refusal):
    code = "press-not-a-feed"
    says = "This is no feed: {why}."
    todo = "Look for an address of RSS or Atom on the outlet's pages."


class AddressMalformed(Refusal):
    code = "press-address-malformed"
    says = "This is no address of a page on the web."
    todo = "Copy it from the browser; it begins with https:// or http:// and has no name or password in it."


class PortClosed(Refusal):
    code = "press-port-closed"
    says = "Pages are fetched from the usual ports only, not from port {port}."
    todo = "Save the page in your browser and take in the file."


class HostNotListed(Refusal):
    code = "press-host-not-listed"
    says = "Nothing is fetched from {host}: it is on no list of this house and has no feed here."
    todo = "Ask whoever runs the server to add it to HUSTINGS_PRESS_HOSTS, or save the page and take in the file."


class NameUnknown(Refusal):
    code = "press-name-unknown"
    says = "There is no machine named {host}, or the network cannot say."
    todo = "Check the address and the network."


class NotPublic(Refusal):
    code = "press-address-not-public"
    says = "{host} is not a machine of the public internet; nothing is fetched from inside."
    todo = "Check the address; a page of your own network can be saved and taken in as a file."


class NotReached(Refusal):
    code = "press-not-reached"
    says = "{host} cannot be reached: {why}."
    todo = "Try again later, or save the page and take in the file."


class TooSlow(Refusal):
    code = "press-too-slow"
    says = "The answer took longer than {seconds} seconds."
    todo = "Try again later, or save the page and take in the file."


class TooManyRedirects(Refusal):
    code = "press-too-many-redirects"
    says = "The address leads on and on: more than {most} times."
    todo = "Open it in your browser, and copy the address at which it ends."


class AnswerTooLong(Refusal):
    code = "press-answer-too-long"
    says = "The answer has more than {limit} bytes."
    todo = "Copy the article's text instead."


class AnswerUnreadable(Refusal):
    code = "press-answer-unreadable"
    says = "The answer is packed in a way that cannot be undone ({encoding})."
    todo = "Save the page in your browser and take in the file."


class RefusedByServer(Refusal):
    code = "press-refused-by-server"
    says = "The server answered {status} and gave no page."
    todo = "Open the address in your browser; if you see the article there, save it and take in the file."


class RobotsForbid(Refusal):
    code = "press-robots-forbid"
    says = "{host} asks programs not to fetch this page, and that is respected."
    todo = "Open it in your browser, save it, and take in the file."
