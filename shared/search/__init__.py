"""Finding the right line to queue for, while somebody types what they came for.

Whatever they type is enough: with marks or without, half a word, the words in any order or run together, a slip of the
finger, spelt as it sounds, Telex or VNI typed into a field that does not take it, first letters ("gplx"), the
Vietnamese or the English name, or what people say at home ("sổ đỏ"). Marks typed right count for more.

    index = SearchIndex(catalogue)              # once: about 0.1 s
    index.find("so do")[0].service              # "NM01", about a millisecond for each keystroke

`typed` reads what fingers do, `spelling` knows which written words may be meant, `entries` holds the names, `index`
compares and ranks.
"""

from shared.search.index import Found, SearchIndex

__all__ = ["Found", "SearchIndex"]
