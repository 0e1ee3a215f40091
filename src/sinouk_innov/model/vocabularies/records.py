"""Why is a field of a record empty, and what sort of name does it bear?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class AbsenceReason(Term):
    """Why is a field empty, where that is known?"""

    NOT_STATED = "not_stated", "looked for, and no source says it"
    NOT_APPLICABLE = "not_applicable", "there can be no such thing for this record"
    DOUBTED = "doubted", "a source gives a value that cannot be relied on; the note says which and why"


class NameKind(Term):
    """What sort of name is it?"""

    OFFICIAL = "official", "the name that its bearer, or the register or law that made it, gives it in full"
    SHORT = "short", "the name cut short, still in words"
    ACRONYM = "acronym", "first letters or pieces of words"
    TRANSLATION = "translation", "the sense of the name put into another language"
    MISTRANSLATION = "mistranslation", "a rendering that misses the sense, or takes a name for common words"
    BACK_TRANSLATION = "back_translation", "a translation put back into the language that it came from"
    TRANSLITERATION = "transliteration", "the sound of the name written in another script, such as pinyin"
    FORMER = "former", "the name that it bore earlier"
    NICKNAME = "nickname", "what it is called in affection, praise or advertisement"
    VARIANT = "variant", "another wording or spelling in use, not wrong"
    MISSPELLING = "misspelling", "a slip in spelling"
    DESCRIPTIVE = "descriptive", "a plain description, ours or the source's, where no proper name is printed"
    OTHER = "other", "something else, said in the note"
