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


class NoSuchPublishedFact(Refusal):
    code = "no-such-published-fact"
    says = "There is no published fact “{fact}”."
    todo = "Choose one that is published, or accept the finding as a fact of its own."


class AnotherKindOfFact(Refusal):
    code = "another-kind-of-fact"
    says = "This finding is of the kind “{found}”; the published fact is of the kind “{published}”."
    todo = "One event is told by reports of one kind: accept the finding as a fact of its own."


class DenialMissing(Refusal):
    code = "denial-missing"
    says = "A fact about crime, health or sex needs the denial beside it."
    todo = "Give the denial, or the sentence that a reply was asked for and none came."


class NoSuchArticle(Refusal):
    code = "no-such-article"
    says = "There is no article “{article}” in the press file."
    todo = "Look at the list of articles."


class NoChangeOfDay(Refusal):
    code = "no-change-of-day"
    says = "The article has this day of publication already: {published}."
    todo = "Nothing needs to be done; its facts are reckoned from there."


class NoSuchName(Refusal):
    code = "no-such-name"
    says = "The reader knows nobody by the key “{name}”."
    todo = "Enter the person or body as a new name."


class AliasTaken(Refusal):
    code = "alias-taken"
    says = "“{alias}” is a way to write {name} already."
    todo = "A name with two owners is nobody's: choose a longer way to write it."


class NotRejected(Refusal):
    code = "not-rejected"
    says = "“{fact}” is not a rejected fact."
    todo = "Only a rejection is taken back; a published fact is corrected on the record."


class FeedKnown(Refusal):
    code = "feed-known"
    says = "This feed is entered already, as {feed}."
    todo = "Look at it in the list of feeds."


class NoSuchFeed(Refusal):
    code = "no-such-feed"
    says = "There is no feed “{feed}” that is looked at."
    todo = "Look at the list of feeds."


class PageUnchanged(Refusal):
    code = "page-unchanged"
    says = "The page still has the text that was read."
    todo = "Nothing needs to be done."


class TooOften(Refusal):
    code = "feed-too-often"
    says = "A feed is looked at every {least} minutes at most, and every {most} at least."
    todo = "Choose a number between these."
