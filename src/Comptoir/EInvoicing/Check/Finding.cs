namespace Comptoir.EInvoicing.Check;

/// <summary>A rule that a document breaks.</summary>
/// <param name="Rule">The number of the rule in EN 16931 or in the French rules BR-FR, such as <c>BR-CO-17</c>.</param>
/// <param name="Text">What is wrong and what to do: a text of the screens.</param>
/// <param name="About">What it is about: a line, a number, a rate; null for the document.</param>
sealed record Finding(string Rule, string Text, string? About);

/// <summary>Collects findings.</summary>
sealed class Findings
{
    readonly List<Finding> found = [];

    public IReadOnlyList<Finding> All => found;

    /// <summary>Notes a rule that is broken, unless it holds.</summary>
    public void Unless(bool holds, string rule, RefusedException refusal, string? about = null)
    {
        if (!holds && !found.Exists(x => x.Rule == rule && x.About == about))
            found.Add(new Finding(rule, refusal.Message, about));
    }
}
