using System.Net;
using System.Text;
using Comptoir.Offices;
using Comptoir.Users;
using Comptoir.Vat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Vat;

/// <summary>Asking VIES about VAT numbers, and answers entered by hand.</summary>
public sealed class VatNumberTests
{
    const string Valid =
        """{"countryCode":"DE","vatNumber":"129273398","requestDate":"2026-11-26T00:00:00.000Z","valid":true,"requestIdentifier":"WAPIAAAAX1","name":"Wohnkultur GmbH","address":"Hauptstr. 1\n10115 Berlin"}""";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_that_is_wanted_is_asked_about_and_who_waits_hears_of_it()
    {
        await using var vies = await StandInVies.StartAsync();
        vies.Answer = static (_, _) => (200, Valid);
        await using var application = Asking(vies);
        await application.AddAsync(Seller(application.OfficeId));
        var heard = new TaskCompletionSource<long>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        application
            .Services.GetRequiredService<VatNews>()
            .Listen(office => heard.TrySetResult(office));

        var added = await application
            .Services.GetRequiredService<AskAboutVatNumbers>()
            .WantedAsync(
                application.OfficeId,
                // One of them twice, one outside the Union, one that is none.
                ["DE129273398", "de 129.273.398", "CHE123456789", "nonsense"],
                Stop
            );

        Assert.Equal(1, added);
        Assert.Equal(
            application.OfficeId,
            await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop)
        );
        await using var db = application.Database.Open(application.OfficeId);
        var answer = await db.VatNumberAnswers.SingleAsync(Stop);
        Assert.Equal(
            (
                "DE129273398",
                true,
                "Wohnkultur GmbH",
                "Hauptstr. 1, 10115 Berlin",
                "WAPIAAAAX1",
                null
            ),
            (
                answer.Number,
                answer.IsValid,
                answer.Name,
                answer.Address,
                answer.Consultation,
                answer.By
            )
        );
        Assert.False(await db.VatNumberQuestions.AnyAsync(Stop));
        var question = Assert.Single(vies.Asked);
        Assert.Equal(
            ("DE", "129273398", "FR", "40303265045"),
            (
                question.Text("countryCode"),
                question.Text("vatNumber"),
                question.Text("requesterMemberStateCode"),
                question.Text("requesterNumber")
            )
        );
        // The book gives the answer to whoever decides.
        var book = await VatBook.ReadAsync(db, new VatQuestions(["DE129273398"]), Stop);
        Assert.True(book.AnswerOf("DE129273398", DateOnly.FromDateTime(answer.At))!.IsValid);
    }

    [Fact]
    public async Task What_passes_is_tried_again_and_what_stays_keeps_the_question()
    {
        await using var vies = await StandInVies.StartAsync();
        vies.Answer = static (_, before) =>
            before == 0
                ? (
                    500,
                    """{"actionSucceed":false,"errorWrappers":[{"error":"MS_MAX_CONCURRENT_REQ"}]}"""
                )
                : (200, """{"actionSucceed":false,"errorWrappers":[{"error":"INVALID_INPUT"}]}""");
        await using var application = Asking(vies);
        var client = await application.CreateApiClientAsync(Role.Accountant);

        var problem = await client.RefusedAsync(
            HttpMethod.Post,
            "vat/numbers/DE129273398/questions",
            null,
            HttpStatusCode.ServiceUnavailable
        );

        Assert.Contains("INVALID_INPUT", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(2, vies.Asked.Count);
        // Without a number of its own the office gives none.
        Assert.Null(vies.Asked[0]["requesterNumber"]);
        var known = await client.ReadAsync("vat/numbers");
        Assert.Empty(known["items"]!.AsArray());
        var asked = Assert.Single(known["asked"]!.AsArray())!;
        Assert.Equal(
            ("DE129273398", 1, "INVALID_INPUT"),
            (asked.Text("number"), asked.Number("tries"), asked.Text("failure"))
        );
    }

    [Fact]
    public async Task A_requester_that_is_not_taken_is_left_out()
    {
        await using var vies = await StandInVies.StartAsync();
        vies.Answer = static (question, _) =>
            question["requesterNumber"] is null
                ? (200, Valid)
                : (
                    400,
                    """{"actionSucceed":false,"errorWrappers":[{"error":"INVALID_REQUESTER_INFO"}]}"""
                );
        await using var application = Asking(vies);
        await application.AddAsync(Seller(application.OfficeId));
        var client = await application.CreateApiClientAsync(Role.Manager);

        var answer = await client.SendAsync(
            HttpMethod.Post,
            "vat/numbers/DE129273398/questions",
            null,
            HttpStatusCode.OK
        );

        Assert.Equal("test Manager", answer.Text("by"));
    }

    [Theory]
    [InlineData(200, """{"valid":false,"name":"---","address":"---"}""", "no", null)]
    [InlineData(200, """{"isValid":true}""", null, "UNEXPECTED_ANSWER")]
    [InlineData(200, """{"valid":false,"userError":"MS_UNAVAILABLE"}""", null, "MS_UNAVAILABLE")]
    [InlineData(200, "<html>busy</html>", null, "UNEXPECTED_ANSWER")]
    [InlineData(503, "", null, "SERVICE_UNAVAILABLE")]
    [InlineData(429, "", null, "SERVICE_UNAVAILABLE")]
    [InlineData(404, "", null, "UNEXPECTED_ANSWER")]
    [InlineData(500, """{"errorWrappers":[{"error":"TIMEOUT"}]}""", null, "TIMEOUT")]
    [InlineData(400, """{"errorWrappers":[{"error":"<script>"}]}""", null, "UNEXPECTED_ANSWER")]
    [InlineData(200, """{"valid":true,"name":null}""", "yes", null)]
    public void Every_answer_is_understood_or_said_to_be_none(
        int status,
        string body,
        string? valid,
        string? failure
    )
    {
        var reply = ViesRegister.Read((HttpStatusCode)status, Encoding.UTF8.GetBytes(body));

        Assert.Equal(
            (valid, failure),
            (
                reply.IsValid is { } said
                    ? said
                        ? "yes"
                        : "no"
                    : null,
                reply.Failure
            )
        );
        Assert.Null(reply.Name);
        Assert.Null(reply.Address);
    }

    [Fact]
    public async Task Where_nobody_asks_answers_are_entered_by_hand()
    {
        await using var application = new ComptoirApplication();
        var client = await application.CreateApiClientAsync(Role.Accountant);
        var refused = await client.RefusedAsync(
            HttpMethod.Post,
            "vat/numbers/DE129273398/questions",
            null,
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains("enter the answer", refused.Text("detail"), StringComparison.Ordinal);
        await application
            .Services.GetRequiredService<AskAboutVatNumbers>()
            .WantedAsync(application.OfficeId, ["DE129273398"], Stop);

        var answer = await client.SendAsync(
            HttpMethod.Post,
            "vat/numbers/answers",
            new
            {
                number = "DE 129273398",
                isValid = true,
                on = "2026-11-20",
                name = " Wohnkultur  GmbH ",
                consultation = "WAPI1",
            },
            HttpStatusCode.Created
        );

        Assert.Equal(
            ("DE129273398", "Wohnkultur GmbH", "test Accountant"),
            (answer.Text("number"), answer.Text("name"), answer.Text("by"))
        );
        Assert.StartsWith("2026-11-20T12:00", answer.Text("at"), StringComparison.Ordinal);
        Assert.Empty((await client.ReadAsync("vat/numbers"))["asked"]!.AsArray());
        // It never changes and is never deleted, whoever asks.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            application.Database.WriteAsync(
                application.OfficeId,
                (db, ct) => db.VatNumberAnswers.ExecuteDeleteAsync(ct),
                Stop
            )
        );
    }

    [Theory]
    [InlineData("12", "2026-11-20")]
    [InlineData("FR41303265045", "2026-11-20")]
    [InlineData("DE129273398", "2199-01-01")]
    [InlineData("DE129273398", "1999-01-01")]
    public async Task An_answer_that_cannot_be_is_refused(string number, string on)
    {
        await using var application = new ComptoirApplication();
        var client = await application.CreateApiClientAsync(Role.Owner);
        await client.RefusedAsync(
            HttpMethod.Post,
            "vat/numbers/answers",
            new
            {
                number,
                isValid = true,
                on,
            },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Empty((await client.ReadAsync("vat/numbers"))["items"]!.AsArray());
    }

    static ComptoirApplication Asking(StandInVies vies) =>
        new(founded: true, settings: [$"Comptoir:Vies:Endpoint={vies.Address}"]);

    static SellerIdentity Seller(long officeId) =>
        new()
        {
            OfficeId = officeId,
            Name = "Maison Lumière",
            CountryCode = "FR",
            Siren = "303265045",
            VatNumber = "FR40303265045",
        };
}
