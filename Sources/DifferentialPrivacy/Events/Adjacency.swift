/// Which data sets a guarantee makes hard to tell apart.
public enum Adjacency: Hashable, Sendable {
    /// One privacy unit more or less.
    case addRemove
    /// One privacy unit with other values; the number of units is public.
    case replaceOne
    /// Any value of one unit against any other, before anybody collects it.
    case local
}
