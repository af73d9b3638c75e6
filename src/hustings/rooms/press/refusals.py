"""What the press file refuses, beside what the reader refuses."""

from hustings.core.errors import Refusal


class ArticleKnown(Refusal):
    code = "article-known"
    says = "This article is in the press file already, as {article}."
    todo = "Review its facts there."


class NoSuchFact(Refusal):
    code = "no-such-fact"
    says = "There is no fact “{fact}” that waits for review."
    todo = "Somebody may have decided on it; look at the list."


class FactNotOffered(Refusal):
    code = "fact-not-offered"
    says = "Findings about crime, health or sex are never offered for publication."
    todo = "If it must be told, add it by hand in your own words, with the denial beside it."


class SentenceMissing(Refusal):
    code = "sentence-missing"
    says = "A published fact needs one sentence in your own words."
    todo = "Write what happened, between whom, and when; do not copy the article."


class QuotationTooLong(Refusal):
    code = "quotation-too-long"
    says = "A quotation of {n_words} words is longer than the {most} that are shown."
    todo = "Shorten it, or leave it out; the source is linked."


class NotInTheText(Refusal):
    code = "not-in-the-text"
    says = "These words do not stand in the article."
    todo = "Copy the quotation exactly as it is printed."


class ReasonNeeded(Refusal):
    code = "reason-needed"
    says = "A rejected fact needs a reason; the reader learns from it."
    todo = "Say in a few words what is wrong."
