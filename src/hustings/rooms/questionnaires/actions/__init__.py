"""What can be done about questionnaires: draft and issue; hand in and enter; open; score and publish."""
