using System.Net;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Users;

public sealed class FirstStartTests : IAsyncDisposable
{
    readonly ComptoirApplication application = new(founded: false);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static (string, string)[] Entered(string password) =>
        [
            ("OfficeName", "Maison Lumière"),
            ("Zone", "Europe/Paris"),
            ("Name", "Hélène"),
            ("Email", "helene@example.test"),
            ("Password", password),
        ];

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/orders")]
    [InlineData("/settings")]
    public async Task Until_there_is_a_user_every_page_leads_to_the_welcome(string page)
    {
        var client = await application.CreateClientAsync();
        var answer = await client.GetAsync(page, Cancelled);
        Assert.Equal("/welcome", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_welcome_makes_office_and_owner_and_signs_in()
    {
        var client = await application.CreateClientAsync();
        var answer = await client.SendFormAsync(
            "/welcome",
            "welcome",
            Entered(ComptoirApplication.Password)
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var settings = await client.GetStringAsync("/settings/users", Cancelled);
        Assert.Contains("helene@example.test", settings, StringComparison.Ordinal);

        var again = await client.GetAsync("/welcome", Cancelled);
        Assert.EndsWith(
            "/sign-in",
            again.Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_will_not_do_makes_nothing_and_says_why()
    {
        var client = await application.CreateClientAsync();
        var answer = await client.SendFormAsync("/welcome", "welcome", Entered("short"));
        Assert.Contains(
            "at least 12 characters",
            await answer.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
        await using var db = application.Database.OpenInstallation();
        Assert.False(await db.Offices.AnyAsync(Cancelled));
        Assert.False(await db.Users.AnyAsync(Cancelled));
    }

    [Fact]
    public async Task Of_several_first_starts_at_once_one_counts()
    {
        await application.StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(FoundAsync));
        Assert.Equal(1, outcomes.Count(done => done));
        await using var db = application.Database.OpenInstallation();
        Assert.Equal(1, await db.Offices.CountAsync(Cancelled));
        Assert.Equal(1, await db.Users.CountAsync(Cancelled));

        async Task<bool> FoundAsync(int number)
        {
            await using var scope = application.Services.CreateAsyncScope();
            try
            {
                await scope
                    .ServiceProvider.GetRequiredService<FoundInstallation>()
                    .RunAsync(
                        $"Office {number}",
                        "Europe/Paris",
                        $"owner{number}@example.test",
                        "Owner",
                        ComptoirApplication.Password,
                        Cancelled
                    );
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }
    }
}
