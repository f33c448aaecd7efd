namespace Comptoir.Contacts;

/// <summary>
/// SIREN and SIRET: the numbers of French companies and their establishments (INSEE, Sirene: both end with a figure by
/// which Luhn's sum is a multiple of ten).
/// </summary>
static class CompanyNumber
{
    const string LaPoste = "356000000";

    /// <summary>Nine figures.</summary>
    /// <exception cref="RefusedException">It cannot be a SIREN.</exception>
    public static string Siren(string text)
    {
        var number = Figures(text);
        if (number.Length != 9)
            throw new RefusedException("A SIREN has nine figures.");
        return Luhn(number) % 10 == 0
            ? number
            : throw new RefusedException("This SIREN cannot be: one of its figures is mistyped.");
    }

    /// <summary>Fourteen figures: the SIREN, then the establishment.</summary>
    /// <exception cref="RefusedException">It cannot be a SIRET.</exception>
    public static string Siret(string text)
    {
        var number = Figures(text);
        if (number.Length != 14)
            throw new RefusedException("A SIRET has fourteen figures.");
        // La Poste has more establishments than Luhn leaves numbers: there the plain sum is a multiple of five (INSEE).
        var stands =
            Luhn(number) % 10 == 0
            || number.StartsWith(LaPoste, StringComparison.Ordinal)
                && number.Sum(figure => figure - '0') % 5 == 0;
        return stands
            ? number
            : throw new RefusedException("This SIRET cannot be: one of its figures is mistyped.");
    }

    static string Figures(string text)
    {
        var number = new string([
            .. text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')),
        ]);
        return number.All(char.IsAsciiDigit) ? number : "";
    }

    static int Luhn(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var figure = (number[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += figure > 9 ? figure - 9 : figure;
        }
        return sum;
    }
}
