using System.Net;
using System.Text.Json.Nodes;
using Comptoir.EInvoicing.Port;
using Comptoir.Invoicing;
using Comptoir.Tests.Invoicing;
using Comptoir.Tests.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.EInvoicing;

/// <summary>Invoices go to the platform by way of a folder, and its answers come back.</summary>
public sealed class PortTests : IAsyncLifetime
{
    const long French = 11;
    const long German = 12;
    const long Consumer = 13;
    const long Broken = 14;

    readonly BreakingPlatform breaking = new();
    readonly ComptoirApplication application;
    HttpClient client = null!;

    public PortTests() =>
        application = new ComptoirApplication(
            founded: true,
            configure: builder =>
                builder.Services.AddSingleton<IInvoicePlatform>(provider =>
                    breaking.Around(provider.GetRequiredService<FileDrop>())
                )
        );

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    long Office => application.OfficeId;

    string Folder => Path.Combine(application.Data, "e-invoicing", $"{Office}");

    public async ValueTask InitializeAsync()
    {
        client = await application.CreateApiClientAsync(Role.Manager);
        await application.AddAsync(
            Ledgers.Order(Office, 1),
            Issued(French, FrozenCases.One),
            Issued(German, Frozen.Invoice(Frozen.German, Frozen.Line(Frozen.Union, 50000, 0, 10))),
            Issued(
                Consumer,
                Frozen.Invoice(
                    Frozen.French with
                    {
                        IsCompany = false,
                        Siren = null,
                        VatNumber = null,
                    },
                    Frozen.Line(Frozen.Normal, 1000, 200)
                )
            ),
            Issued(Broken, FrozenCases.One with { Terms = [] })
        );
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    Document Issued(long id, FrozenDocument content) =>
        Rows.Copy(
            Ledgers.Issued(Office, 1, id, content.Gross),
            (nameof(Document.Content), (content with { Number = $"F2026-{id:00000}" }).ToBytes())
        );

    Task<JsonNode> SwitchOnAsync(string more = "") =>
        client.SendAsync(
            HttpMethod.Patch,
            "e-invoicing",
            JsonNode.Parse($$"""{"isOn":true,"from":"2026-10-01","version":0{{more}}}"""),
            HttpStatusCode.OK
        );

    Task<JsonNode> RunAsync() =>
        client.SendAsync(HttpMethod.Post, "electronic-invoices/run", null, HttpStatusCode.OK);

    string[] Written() =>
        Directory.Exists(Path.Combine(Folder, "out"))
            ? [.. Directory.GetFiles(Path.Combine(Folder, "out")).Select(x => Path.GetFileName(x)!)]
            : [];

    Task AnswerAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "answers"));
        return File.WriteAllTextAsync(Path.Combine(Folder, "answers", name), text, Stop);
    }

    async Task<string> StatesAsync(long id)
    {
        var invoice = (await client.ReadAsync($"electronic-invoices/{id}"))["invoice"]!;
        return $"{invoice.Text("platform")} {invoice.Text("commercial")} {invoice.Text("accounting")}";
    }

    [Fact]
    public async Task Nothing_goes_before_it_is_switched_on_and_then_each_its_way()
    {
        await RunAsync();
        Assert.Empty(Written());
        Assert.False((bool)(await client.ReadAsync("e-invoicing"))["isOn"]!);

        await SwitchOnAsync();
        var report = await RunAsync();

        Assert.Equal((3, 1), (report.Number("found"), report.Number("handedOver")));
        var file = Assert.Single(Written());
        Assert.Equal($"F2026-00011-{Office}-11.pdf", file);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, "out", file), Stop);
        Assert.Equal("%PDF"u8, bytes.AsSpan(0, 4));
        var ways = (await client.ReadAsync("electronic-invoices"))["items"]!
            .AsArray()
            .Select(x => $"{x!.Number("id")} {x!.Text("way")} {x!.Text("platform")}");
        Assert.Equal(
            ["14 platform notSent", "12 reporting notSent", "11 platform handedOver"],
            ways
        );
        // Again, nothing more happens.
        Assert.Equal(0, (await RunAsync()).Number("handedOver"));
        Assert.Single(Written());
    }

    [Fact]
    public async Task The_data_alone_can_be_handed_over_and_only_to_those_in_the_directory()
    {
        await SwitchOnAsync(""","file":"xml","wholeDirectory":false,"sirens":["303265045"]""");
        await RunAsync();
        Assert.Empty(Written());
        Assert.Equal(
            "reporting",
            (await client.ReadAsync("electronic-invoices/11"))["invoice"]!.Text("way")
        );
        var french = await application.CreateClientAsync(Role.Manager);
        var page = await french.GetStringAsync("/settings/e-invoicing", Stop);
        Assert.Contains("303265045", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_between_writing_and_noting_hands_nothing_over_twice()
    {
        await SwitchOnAsync(""","file":"xml" """);
        breaking.AfterWriting = true;
        await client.RefusedAsync(
            HttpMethod.Post,
            "electronic-invoices/run",
            null,
            HttpStatusCode.ServiceUnavailable
        );
        var file = Assert.Single(Written());
        Assert.Equal("notSent unknown toBePaid", await StatesAsync(French));

        breaking.AfterWriting = false;
        await RunAsync();
        Assert.Equal(file, Assert.Single(Written()));
        Assert.Equal("handedOver unknown toBePaid", await StatesAsync(French));
        Assert.Single((await client.ReadAsync("electronic-invoices/11"))["events"]!.AsArray());
    }

    [Fact]
    public async Task Answers_move_three_states_apart_whatever_their_order_and_count_once()
    {
        await SwitchOnAsync();
        await RunAsync();
        await AnswerAsync(
            "1.json",
            """[{"number":"F2026-00011","status":204,"at":"2026-11-28T09:00:00Z"},{"number":"F2026-00011","status":"200","at":"2026-11-27T08:00:00+01:00","reason":null}]"""
        );
        await AnswerAsync(
            "2.csv",
            "number;status;reason;at\r\nF2026-00011;203;;2026-11-27T10:00:00Z\r\nF2026-00011;212;\"Virement; reçu\";2026-12-24T10:00:00Z\r\n"
        );
        var report = await RunAsync();
        Assert.Equal((2, 0), (report.Number("answersTaken"), report.Number("answersSetAside")));
        Assert.Equal("deposited takenInCharge collected", await StatesAsync(French));

        // The same once more, as after a crash before the file was moved.
        await AnswerAsync(
            "1.json",
            """{"number":"F2026-00011","status":204,"at":"2026-11-28T09:00:00Z"}"""
        );
        await RunAsync();
        var events = (await client.ReadAsync("electronic-invoices/11"))["events"]!.AsArray();
        Assert.Equal(5, events.Count);
        Assert.Equal("Virement; reçu", events[^1]!.Text("reason"));
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "answers")));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(Folder, "answers", "taken")).Length);
    }

    [Theory]
    [InlineData("{\"number\":", "no JSON")]
    [InlineData("[1]", "something else than objects")]
    [InlineData(
        """{"number":"F2026-00011","status":999,"at":"2026-11-28T09:00:00Z"}""",
        "none that is known"
    )]
    [InlineData("""{"number":"F2026-00011","status":200}""", "has no date")]
    [InlineData("""{"status":200,"at":"2026-11-28"}""", "names no invoice")]
    [InlineData(
        """[{"number":"F2026-00011","status":200,"at":"2026-11-28"},{"number":"F-9","status":200,"at":"2026-11-28"}]""",
        "No invoice F-9"
    )]
    [InlineData("""{"number":"\ud800","status":200,"at":"2026-11-28"}""", "cannot be read")]
    [InlineData(
        """{"number":"F2026-00011","status":205,"at":"9999-12-31T00:00:00Z"}""",
        "cannot be"
    )]
    [InlineData("a;b\n1;2", "no columns")]
    [InlineData("", "empty")]
    public async Task An_answer_that_cannot_be_used_is_set_aside_with_words_and_changes_nothing(
        string text,
        string words
    )
    {
        await SwitchOnAsync();
        await RunAsync();
        await AnswerAsync("bad.json", text);
        var report = await RunAsync();
        Assert.Equal((0, 1), (report.Number("answersTaken"), report.Number("answersSetAside")));
        Assert.Equal("handedOver unknown toBePaid", await StatesAsync(French));
        var aside = Path.Combine(Folder, "answers", "set-aside");
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(aside, "bad.json"), Stop));
        Assert.Contains(
            words,
            await File.ReadAllTextAsync(Path.Combine(aside, "bad.json.why.txt"), Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_no_plain_file_does_not_hold_up_the_answers_behind_it()
    {
        await SwitchOnAsync();
        await RunAsync();
        var folder = Path.Combine(Folder, "answers");
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "a-link.json"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(folder, "b-nowhere.json"), "/nowhere/at/all");
        await AnswerAsync(new string('c', 250), "nonsense");
        await AnswerAsync(
            "d.json",
            """{"number":"F2026-00011","status":200,"at":"2026-11-27T08:00:00Z"}"""
        );
        var report = await RunAsync();
        Assert.Equal((1, 1), (report.Number("answersTaken"), report.Number("answersSetAside")));
        Assert.Equal("deposited unknown toBePaid", await StatesAsync(French));
    }

    [Fact]
    public async Task A_document_whose_file_would_break_a_rule_does_not_go_and_says_which()
    {
        await SwitchOnAsync();
        await RunAsync();
        var todo = (await client.ReadAsync("electronic-invoices?todo=true"))["items"]!.AsArray();
        var one = Assert.Single(todo)!;
        Assert.Equal(Broken, one.Number("id"));
        Assert.Equal("BR-FR-05", one["problems"]![0]!.Text("rule"));

        var browser = await application.CreateClientAsync(Role.Viewer);
        var page = await browser.GetStringAsync($"/documents/{Broken}", Stop);
        Assert.Contains("BR-FR-05", page, StringComparison.Ordinal);
        var list = await browser.GetStringAsync("/e-invoicing?todo=true", Stop);
        Assert.Contains(">F2026-00014<", list, StringComparison.Ordinal);
        Assert.DoesNotContain(">F2026-00011<", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_never_changes()
    {
        await SwitchOnAsync();
        await RunAsync();
        await using var db = application.Database.Open(Office);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() =>
            db.ElectronicEvents.ExecuteUpdateAsync(set => set.SetProperty(x => x.Code, 200), Stop)
        );
        Assert.Contains(
            "never changes",
            $"{refusal} {refusal.InnerException}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_and_stops_nothing_else()
    {
        await SwitchOnAsync();
        Directory.Delete(Folder, recursive: true);
        await File.WriteAllTextAsync(Folder, "in the way", Stop);

        Assert.Equal("Degraded", await client.GetStringAsync("/health/ready", Stop));
        Assert.NotNull((string?)(await client.ReadAsync("e-invoicing"))["trouble"]);
        var refused = await client.RefusedAsync(
            HttpMethod.Patch,
            "e-invoicing",
            new { isOn = true, version = 1 },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Contains("isOn", refused.ToJsonString(), StringComparison.Ordinal);

        File.Delete(Folder);
        await RunAsync();
        Assert.Single(Written());
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Stop));
    }

    [Fact]
    public async Task Who_only_reads_changes_nothing_and_two_who_save_at_once_do_not_overwrite()
    {
        var reader = await application.CreateApiClientAsync(Role.Accountant);
        foreach (
            var address in new[] { "electronic-invoices/run", "electronic-invoices/11/correct" }
        )
            await reader.RefusedAsync(HttpMethod.Post, address, new { }, HttpStatusCode.Forbidden);
        await SwitchOnAsync();
        await client.RefusedAsync(
            HttpMethod.Patch,
            "e-invoicing",
            new { isOn = false, version = 0 },
            HttpStatusCode.Conflict
        );
        await client.RefusedAsync(
            HttpMethod.Patch,
            "e-invoicing",
            new { sirens = "123", version = 1 },
            HttpStatusCode.UnprocessableEntity
        );
        Assert.True((bool)(await client.ReadAsync("e-invoicing"))["isOn"]!);
    }

    /// <summary>A platform after whose writing the process can die.</summary>
    sealed class BreakingPlatform : IInvoicePlatform
    {
        FileDrop drop = null!;

        public bool AfterWriting { get; set; }

        public BreakingPlatform Around(FileDrop real)
        {
            drop = real;
            return this;
        }

        public async Task HandOverAsync(
            long officeId,
            string name,
            ReadOnlyMemory<byte> file,
            CancellationToken cancellationToken
        )
        {
            await drop.HandOverAsync(officeId, name, file, cancellationToken);
            if (AfterWriting)
                throw new IOException("The process ends here.");
        }

        public IReadOnlyList<PlatformAnswer> Answers(long officeId) => drop.Answers(officeId);

        public Task TakenAsync(
            long officeId,
            PlatformAnswer answer,
            string? wrong,
            CancellationToken cancellationToken
        ) => drop.TakenAsync(officeId, answer, wrong, cancellationToken);

        public string? Trouble(long officeId) => drop.Trouble(officeId);
    }
}
