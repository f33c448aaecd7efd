using System.Net;
using System.Text.Json.Nodes;
using Comptoir.Sync;
using Comptoir.Sync.Choosing;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Sync.Choosing;

/// <summary>The list of a preparation by API.</summary>
public sealed class ItemRouteTests : IAsyncLifetime
{
    const long Shop = 40;
    const long Prepared = 500_050;
    const long FirstItem = 500_100;

    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        client = await application.CreateApiClientAsync(Role.Manager);
        var shop = PreparedList.Shop(application.OfficeId, Shop);
        var run = PreparedList.Run(shop, Prepared);
        await application.AddAsync(shop, run);
        await application.AddAsync([.. PreparedList.Items(run, FirstItem)]);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static string Items(string query = "") => $"runs/{Prepared}/items{query}";

    Task<JsonNode> ChooseAsync(object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Patch, Items(), body, expected);

    async Task<List<JsonNode>> AllAsync(string query)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var part = await client.ReadAsync(
                Items($"?limit=300{query}{(cursor is null ? "" : $"&cursor={cursor}")}")
            );
            all.AddRange(part["items"]!.AsArray().Select(item => item!));
            cursor = (string?)part["next"];
        } while (cursor is not null);
        return all;
    }

    [Fact]
    public async Task The_list_comes_in_parts_without_gap_or_repetition_and_says_every_field()
    {
        var all = await AllAsync("");
        Assert.Equal(PreparedList.Size, all.Select(item => item.Number("id")).Distinct().Count());
        Assert.Equal(PreparedList.Size, all.Count);

        var changed = Assert.Single(await AllAsync("&kind=customer&action=update"));
        Assert.Equal(
            ("customer", "update", "Élodie Roux 1", 7_001L),
            (
                changed.Text("kind"),
                changed.Text("action"),
                changed.Text("title"),
                changed.Number("localId")
            )
        );
        Assert.Equal(
            """{"field":"Address","from":"8 rue Mercière, 69002 Lyon","to":"31 quai Saint-Vincent, 69001 Lyon"}""",
            changed["changes"]![2]!.ToJsonString(
                new()
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        );
        Assert.False((bool)changed["excluded"]!);
        Assert.Null(changed["excludedBy"]);

        var warned = await AllAsync("&kind=product&warnings=true");
        Assert.Equal(30, warned.Count);
        var warning = warned[0]["warnings"]![0]!;
        Assert.Equal(("SkuTwice", "LAMP-L-BLUE"), (warning.Text("code"), warning.Text("detail")));
        Assert.Contains("LAMP-L-BLUE", warning.Text("text"), StringComparison.Ordinal);
        // A code of a later engine is shown as it is.
        var unknown = (await AllAsync("&kind=supplier&warnings=true"))[0]["warnings"]![0]!;
        Assert.Equal("FromTheFuture: unknown to this version", unknown.Text("text"));

        Assert.Equal(
            2,
            (await AllAsync("&q=elodie%20580")).Count + (await AllAsync("&q=1002")).Count
        );
    }

    [Fact]
    public async Task Objects_are_left_out_one_by_one_and_by_filter_and_it_is_said_by_whom()
    {
        var one = await ChooseAsync(new { ids = new[] { FirstItem }, excluded = true });
        Assert.Equal(1, one.Number("changed"));
        var leftOut = Assert.Single(await AllAsync("&excluded=true"));
        Assert.True((bool)leftOut["excluded"]!);
        Assert.Equal("test Manager", leftOut.Text("excludedBy"));
        Assert.NotNull(leftOut["excludedAt"]);

        var many = await ChooseAsync(
            new
            {
                filter = new
                {
                    kind = "order",
                    q = "10",
                    warnings = false,
                },
                excluded = true,
            }
        );
        // #1001 to #1099 and #10… as far as the list goes, without those that carry a warning.
        Assert.Equal(many.Number("changed") + 1, (await AllAsync("&excluded=true")).Count);
        Assert.True(many.Number("changed") > 80);

        var counts = (await client.ReadAsync(Items("/counts")))["items"]!.AsArray();
        Assert.Equal(PreparedList.Size, counts.Sum(count => count!.Number("count")));
        Assert.Equal(many.Number("changed") + 1, counts.Sum(count => count!.Number("excluded")));

        var back = await ChooseAsync(new { filter = new { }, excluded = false });
        Assert.Equal(many.Number("changed") + 1, back.Number("changed"));
        Assert.Empty(await AllAsync("&excluded=true"));
        await using var db = application.Database.Open(application.OfficeId);
        Assert.False(
            await db.Links.AnyAsync(
                link => link.LeftOutAt != null,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task What_is_asked_unclearly_is_refused_with_advice()
    {
        foreach (
            var body in new object[]
            {
                new { excluded = true },
                new
                {
                    ids = new[] { 1L },
                    filter = new { },
                    excluded = true,
                },
                new { ids = new[] { FirstItem } },
                new { ids = new long[LeaveOut.MostIds + 1], excluded = true },
            }
        )
            await client.RefusedAsync(
                HttpMethod.Patch,
                Items(),
                body,
                HttpStatusCode.UnprocessableEntity
            );
        var misspelt = await client.RefusedAsync(
            HttpMethod.Get,
            Items("?kind=costumer"),
            null,
            HttpStatusCode.BadRequest
        );
        Assert.Contains("customer", misspelt.Text("detail"), StringComparison.Ordinal);
        var no = await client.RefusedAsync(
            HttpMethod.Get,
            Items("?excluded=maybe"),
            null,
            HttpStatusCode.BadRequest
        );
        Assert.Contains("true or false", no.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_sees_the_list_and_changes_nothing()
    {
        foreach (var role in new[] { Role.Viewer, Role.Accountant })
        {
            using var reader = await application.CreateApiClientAsync(role);
            Assert.NotEmpty((await reader.ReadAsync(Items()))["items"]!.AsArray());
            await reader.RefusedAsync(
                HttpMethod.Patch,
                Items(),
                new { filter = new { }, excluded = true },
                HttpStatusCode.Forbidden
            );
            await reader.RefusedAsync(
                HttpMethod.Post,
                $"web-shops/{Shop}/preparations",
                null,
                HttpStatusCode.Forbidden
            );
        }
        Assert.Empty(await AllAsync("&excluded=true"));
    }

    [Fact]
    public async Task Another_office_does_not_have_the_run()
    {
        var other = await application.AddOfficeAsync("Elsewhere");
        using var stranger = await application.CreateApiClientAsync(Role.Owner, other);
        foreach (var address in new[] { Items(), Items("/counts"), $"runs/{Prepared}" })
            await stranger.RefusedAsync(HttpMethod.Get, address, null, HttpStatusCode.NotFound);
        await stranger.RefusedAsync(
            HttpMethod.Patch,
            Items(),
            new { filter = new { }, excluded = true },
            HttpStatusCode.NotFound
        );
        await stranger.RefusedAsync(
            HttpMethod.Post,
            $"web-shops/{Shop}/preparations",
            null,
            HttpStatusCode.NotFound
        );
        Assert.Empty(await AllAsync("&excluded=true"));
    }

    [Fact]
    public async Task A_run_of_the_other_kind_is_no_answer_but_says_where_to_look()
    {
        var queued = PreparedList.Run(
            PreparedList.Shop(application.OfficeId, Shop),
            Prepared + 1,
            RunState.Running
        );
        queued.FinishedAt = null;
        queued.Worker = "another process";
        queued.AliveAt = DateTime.UtcNow.AddHours(1);
        await application.AddAsync(queued);

        var same = await client.SendAsync(
            HttpMethod.Post,
            $"web-shops/{Shop}/preparations",
            null,
            HttpStatusCode.Accepted
        );
        Assert.Equal(queued.Id, same.Number("runId"));
        var refused = await client.RefusedAsync(
            HttpMethod.Post,
            $"web-shops/{Shop}/synchronizations",
            new { everything = true },
            HttpStatusCode.Conflict
        );
        Assert.Equal(queued.Id, refused.Number("openRun"));
        Assert.Contains(
            $"DELETE /api/v1/runs/{queued.Id}",
            refused.Text("detail"),
            StringComparison.Ordinal
        );
        var listed = await client.ReadAsync("runs?kind=preparation&state=running");
        Assert.Equal(queued.Id, Assert.Single(listed["items"]!.AsArray())!.Number("id"));
        Assert.Empty((await client.ReadAsync("runs?kind=synchronization"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_run_says_its_kind_and_counts_what_is_left_out_and_gone()
    {
        var run = await client.ReadAsync($"runs/{Prepared}");
        Assert.Equal(("preparation", false), (run.Text("kind"), (bool)run["everything"]!));
        var customers = run["counts"]!["customers"]!;
        Assert.Equal(
            (560L, 0L, 0L),
            (customers.Number("created"), customers.Number("excluded"), customers.Number("deleted"))
        );
    }
}
