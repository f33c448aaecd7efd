using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Vat;

/// <summary>What is known of VAT numbers.</summary>
static class VatNumberView
{
    const int Most = 100;

    /// <summary>The newest answers, of all numbers or of those that contain some characters.</summary>
    public static async Task<IReadOnlyList<VatNumberAnswer>> AnswersAsync(
        ComptoirDb db,
        string? number,
        CancellationToken cancellationToken
    )
    {
        var answers = db.VatNumberAnswers.AsNoTracking();
        if (Plain(number) is { Length: > 0 } part)
            answers = answers.Where(answer => answer.Number.Contains(part));
        return await answers
            .OrderByDescending(answer => answer.At)
            .ThenByDescending(answer => answer.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What still waits for an answer, the oldest first.</summary>
    public static async Task<IReadOnlyList<VatNumberQuestion>> QuestionsAsync(
        ComptoirDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .VatNumberQuestions.AsNoTracking()
            .OrderBy(question => question.Since)
            .ThenBy(question => question.Number)
            .Take(Most)
            .ToListAsync(cancellationToken);

    static string Plain(string? number) =>
        new string([.. (number ?? "").Where(char.IsLetterOrDigit)]).ToUpperInvariant();
}
