using Comptoir.Api;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.Vat;

/// <summary>Answers about VAT numbers in the API.</summary>
static class VatNumberRoutes
{
    public static void MapVatNumbers(this RouteGroupBuilder api)
    {
        var numbers = api.MapGroup("/vat/numbers").WithTags("VAT");
        numbers
            .MapGet("/", ListAsync)
            .WithSummary("What the register answered about VAT numbers, and what is still asked")
            .WithDescription(
                "The newest hundred answers; `number` leaves those whose number contains it. `failure` of a question is the register's own word, such as `MS_UNAVAILABLE`."
            );
        numbers
            .MapPost("/answers", EnterAsync)
            .RequireAuthorization(Policies.Accounts)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Enters an answer that a person looked up");
        numbers
            .MapPost("/{number}/questions", AskAsync)
            .RequireAuthorization(Policies.Accounts)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Asks the register about a number now")
            .WithDescription(
                "503 when the register gives no answer: the number is asked about again by itself."
            );
    }

    static async Task<VatNumbersAnswer> ListAsync(
        CurrentOffice office,
        string? number,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var answers = await VatNumberView.AnswersAsync(db, number, cancellationToken);
        var questions = await VatNumberView.QuestionsAsync(db, cancellationToken);
        return new(
            [.. answers.Select(VatNumberReply.Of)],
            [
                .. questions.Select(question => new VatNumberAsked(
                    question.Number,
                    question.Since,
                    question.TriedAt,
                    question.Tries,
                    question.Failure
                )),
            ]
        );
    }

    static async Task<Created<VatNumberReply>> EnterAsync(
        CurrentOffice office,
        AskAboutVatNumbers ask,
        VatNumberEntryBody body,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Created(
            $"{ApiRegistration.Root}/vat/numbers",
            VatNumberReply.Of(
                await ask.EnterAsync(office.OfficeId, body.Entry, office.Name, cancellationToken)
            )
        );

    static async Task<Results<Ok<VatNumberReply>, ProblemHttpResult>> AskAsync(
        CurrentOffice office,
        AskAboutVatNumbers ask,
        string number,
        CancellationToken cancellationToken
    )
    {
        var (answer, failure) = await ask.NowAsync(
            office.OfficeId,
            number,
            office.Name,
            cancellationToken
        );
        return answer is not null
            ? TypedResults.Ok(VatNumberReply.Of(answer))
            : TypedResults.Problem(
                $"The register gave no answer ({failure}). The number is asked about again by itself; or look it up there and enter the answer.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
    }
}

/// <summary>What is known of VAT numbers.</summary>
/// <param name="Items">Answers, the newest first.</param>
/// <param name="Asked">What still waits for an answer.</param>
public sealed record VatNumbersAnswer(
    IReadOnlyList<VatNumberReply> Items,
    IReadOnlyList<VatNumberAsked> Asked
);

/// <summary>An answer: when, whether the number was in force, and what the register has.</summary>
public sealed record VatNumberReply(
    string Number,
    bool IsValid,
    DateTime At,
    string? Name,
    string? Address,
    string? Consultation,
    string? By
)
{
    internal static VatNumberReply Of(VatNumberAnswer answer) =>
        new(
            answer.Number,
            answer.IsValid,
            answer.At,
            answer.Name,
            answer.Address,
            answer.Consultation,
            answer.By
        );
}

/// <summary>A number that waits for an answer: since when, when it was asked last, how often in vain, and why.</summary>
public sealed record VatNumberAsked(
    string Number,
    DateTime Since,
    DateTime? TriedAt,
    int Tries,
    string? Failure
);

/// <summary>An answer that a person looked up.</summary>
/// <param name="Number">The VAT number.</param>
/// <param name="IsValid">Whether it was in force.</param>
/// <param name="On">The day of the answer; left out for today.</param>
/// <param name="Name">The name in the register.</param>
/// <param name="Address">The address there.</param>
/// <param name="Consultation">The number of the consultation.</param>
[ApiExample(
    """{"number":"DE129273398","isValid":true,"on":"2026-11-20","consultation":"WAPIAAAAX1aBcD2e"}"""
)]
public sealed record VatNumberEntryBody(
    string Number,
    bool IsValid,
    DateOnly? On = null,
    string? Name = null,
    string? Address = null,
    string? Consultation = null
)
{
    internal VatNumberEntry Entry => new(Number, IsValid, On, Name, Address, Consultation);
}
