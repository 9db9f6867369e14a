using System.Globalization;

namespace Notifications.Rules.Expressions.Complexity;

/// <summary>
/// How many operations something costs, or how many items a list has, by the lengths of lists. It has no negative terms: a
/// whole is never cheaper than its parts.
/// </summary>
internal sealed class Polynomial
{
    public static readonly Polynomial Zero = new([]);
    public static readonly Polynomial One = Of(1);

    // Nobody reads more; and products of sums would make the analysis itself expensive.
    private const int MaxTerms = 64;

    private readonly IReadOnlyList<Term> _terms;

    private Polynomial(IReadOnlyList<Term> terms) => _terms = terms;

    /// <summary>The terms that have variables, those of few first.</summary>
    public IEnumerable<Term> Combinations => _terms.Where(term => term.Variables.Count > 0).OrderBy(term => term.Variables.Count);

    /// <summary>The variables, in the order in which the combinations name them.</summary>
    public IEnumerable<string> Variables => Combinations.SelectMany(term => term.Variables).Distinct(StringComparer.Ordinal);

    public double Constant => _terms.FirstOrDefault(term => term.Variables.Count == 0)?.Factor ?? 0;

    /// <summary>How many variables its greatest term multiplies.</summary>
    public int Degree => _terms.Count == 0 ? 0 : _terms.Max(term => term.Variables.Count);

    public static Polynomial Of(double constant) => new([new Term(constant, [])]);

    public static Polynomial Of(string variable) => new([new Term(1, [variable])]);

    public static Polynomial operator +(Polynomial left, Polynomial right) => Sum(left._terms.Concat(right._terms));

    public static Polynomial operator *(Polynomial left, Polynomial right) =>
        Sum(left._terms.SelectMany(_ => right._terms, (one, other) => one.Times(other)));

    /// <summary>Writes it with a letter for each variable: <c>4 + 4 * N where N = event.changelog.items</c>.</summary>
    public override string ToString()
    {
        var variables = Variables.ToList();
        var terms = Combinations.Select(term => term.ToString(variables)).ToList();
        if (Constant > 0 || terms.Count == 0)
            terms.Insert(0, Constant.ToString("0", CultureInfo.InvariantCulture));
        var where = variables.Count == 0 ? "" : $" where {string.Join(", ", variables.Select((variable, i) => $"{LetterOf(i)} = {variable}"))}";
        return string.Join(" + ", terms) + where;
    }

    private static Polynomial Sum(IEnumerable<Term> terms)
    {
        var sum = terms.GroupBy(term => term.Key, StringComparer.Ordinal)
            .Select(same => new Term(same.Sum(term => term.Factor), same.First().Variables))
            .ToArray();
        return sum.Length <= MaxTerms ? new Polynomial(sum) : throw new TooManyTermsException();
    }

    private static string LetterOf(int index) => index switch
    {
        0 => "N",
        1 => "M",
        2 => "K",
        _ => $"N{(index + 1).ToString(CultureInfo.InvariantCulture)}",
    };

    /// <summary>A factor and the variables that it is multiplied with, in the order of their names.</summary>
    internal sealed record Term(double Factor, IReadOnlyList<string> Variables)
    {
        public string Key => string.Join('\n', Variables);

        public Term Times(Term other) =>
            new(Factor * other.Factor, [.. Variables.Concat(other.Variables).Order(StringComparer.Ordinal)]);

        public string ToString(List<string> variables)
        {
            var factors = Variables.Select(variable => variables.IndexOf(variable)).Order().Select(LetterOf);
            return string.Join(" * ", Factor == 1 ? factors : factors.Prepend(Factor.ToString("0", CultureInfo.InvariantCulture)));
        }
    }
}

/// <summary>A polynomial has more terms than anybody would read.</summary>
internal sealed class TooManyTermsException : Exception;
