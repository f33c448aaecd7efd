namespace Comptoir.Vat;

/// <summary>What is going to be asked of a book.</summary>
/// <param name="Numbers">VAT numbers; null for all of which there is an answer.</param>
/// <param name="Currencies">Currencies whose rates are wanted.</param>
/// <param name="From">The first day of which a rate is wanted; null for no bound.</param>
/// <param name="Until">The last one; null for no bound.</param>
sealed record VatQuestions(
    IReadOnlyCollection<string>? Numbers = null,
    IReadOnlyCollection<string>? Currencies = null,
    DateOnly? From = null,
    DateOnly? Until = null
);

/// <summary>The rate between two currencies.</summary>
/// <param name="Rate">How much of the first is worth one unit of the second.</param>
/// <param name="On">The day for which it was published.</param>
/// <param name="Source">Who published it; empty between equal currencies.</param>
sealed record ExchangeBetween(decimal Rate, DateOnly On, string Source);
