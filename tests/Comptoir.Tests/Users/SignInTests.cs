using System.Net;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Users;

public sealed class SignInTests : IAsyncDisposable
{
    const string Wrong = "not the right password";
    readonly ComptoirApplication application = new();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static Task<HttpResponseMessage> SignInAsync(
        HttpClient client,
        string email,
        string password,
        string page = "/sign-in"
    ) => client.SendFormAsync(page, "sign-in", ("Email", email), ("Password", password));

    [Fact]
    public async Task The_right_password_leads_to_the_page_that_was_asked_for()
    {
        var email = await application.AddUserAsync(Role.Viewer);
        var client = await application.CreateClientAsync();
        var asked = await client.GetAsync("/settings", Cancelled);
        Assert.Equal("/sign-in?return=%2Fsettings", asked.Headers.Location?.PathAndQuery);

        var answer = await SignInAsync(
            client,
            email,
            ComptoirApplication.Password,
            "/sign-in?return=%2Fsettings"
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith(
            "/settings",
            answer.Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/settings", Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_leads_to_no_other_site(string elsewhere)
    {
        var email = await application.AddUserAsync(Role.Viewer);
        var client = await application.CreateClientAsync();
        var answer = await SignInAsync(
            client,
            email,
            ComptoirApplication.Password,
            $"/sign-in?return={Uri.EscapeDataString(elsewhere)}"
        );
        Assert.DoesNotContain(
            "elsewhere",
            answer.Headers.Location!.OriginalString,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too_and_looks_the_same()
    {
        var email = await application.AddUserAsync(Role.Owner);
        var client = await application.CreateClientAsync();
        for (var i = 0; i < 5; i++)
            await SignInAsync(client, email, Wrong);
        var locked = await SignInAsync(client, email, ComptoirApplication.Password);
        Assert.Equal(HttpStatusCode.OK, locked.StatusCode);
        var unknown = await SignInAsync(client, "nobody@example.test", Wrong);
        const string Said = "You are not signed in";
        Assert.Contains(
            Said,
            await locked.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
        Assert.Contains(
            Said,
            await unknown.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            application.Log.All,
            line =>
                line.Contains(ComptoirApplication.Password, StringComparison.Ordinal)
                || line.Contains(Wrong, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_have_to_wait()
    {
        var client = await application.CreateClientAsync();
        var token = Forms.Token(await client.GetStringAsync("/sign-in", Cancelled));
        HttpResponseMessage answer;
        var attempts = 0;
        do answer = await client.SendFieldsAsync(
            "/sign-in",
            "sign-in",
            token,
            ("Email", "nobody@example.test"),
            ("Password", Wrong)
        );
        while (answer.StatusCode != HttpStatusCode.TooManyRequests && ++attempts < 30);
        Assert.Equal(20, attempts);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var client = await application.CreateClientAsync();
        await client.GetAsync("/sign-in", Cancelled);
        var answer = await client.SendFieldsAsync(
            "/sign-in",
            "sign-in",
            "forged",
            ("Email", "a@b.example"),
            ("Password", Wrong)
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var email = await application.AddUserAsync(Role.Viewer);
        var client = await application.CreateClientAsync();
        await SignInAsync(client, email, ComptoirApplication.Password);
        var token = Forms.Token(await client.GetStringAsync("/settings", Cancelled));
        await client.SendFieldsAsync("/sign-out", null, token);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await client.GetAsync("/settings", Cancelled)).StatusCode
        );
    }

    [Fact]
    public async Task Who_is_removed_is_out_at_once_and_a_new_role_counts_at_once()
    {
        var client = await application.CreateClientAsync(Role.Owner);
        Assert.Equal(
            HttpStatusCode.OK,
            (await client.GetAsync("/settings/users", Cancelled)).StatusCode
        );
        await using var db = application.Database.OpenInstallation();
        var user = await db.Users.SingleAsync(x => x.Email == "user1@example.test", Cancelled);
        await using var scope = application.Services.CreateAsyncScope();
        var change = scope.ServiceProvider.GetRequiredService<ChangeMembership>();

        await change.RoleAsync(application.OfficeId, user.Id, Role.Viewer, Cancelled);
        var refused = await client.GetAsync("/settings/users", Cancelled);
        Assert.StartsWith(
            "/not-allowed",
            refused.Headers.Location?.PathAndQuery,
            StringComparison.Ordinal
        );

        await change.RemoveAsync(application.OfficeId, user.Id, Cancelled);
        var gone = await client.GetAsync("/settings", Cancelled);
        Assert.StartsWith(
            "/sign-in",
            gone.Headers.Location?.PathAndQuery,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_office_keeps_an_owner()
    {
        await application.StartAsync();
        await using var db = application.Database.OpenInstallation();
        var owner = await db.Memberships.SingleAsync(Cancelled);
        await using var scope = application.Services.CreateAsyncScope();
        var change = scope.ServiceProvider.GetRequiredService<ChangeMembership>();
        await Assert.ThrowsAsync<RefusedException>(() =>
            change.RemoveAsync(1, owner.UserId, Cancelled)
        );
        await Assert.ThrowsAsync<RefusedException>(() =>
            change.RoleAsync(1, owner.UserId, Role.Viewer, Cancelled)
        );
    }

    [Fact]
    public async Task A_person_of_two_offices_goes_from_one_to_the_other_and_into_no_third()
    {
        var second = await application.AddOfficeAsync("Second");
        var third = await application.AddOfficeAsync("Third");
        var email = await application.AddUserAsync(Role.Owner);
        await using (var scope = application.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<AddUser>()
                .RunAsync(second, email, "", Role.Viewer, null, Cancelled);
        var client = await application.CreateClientAsync();
        await SignInAsync(client, email, ComptoirApplication.Password);
        var page = await client.GetStringAsync("/settings", Cancelled);
        Assert.DoesNotContain("Third", page, StringComparison.Ordinal);

        await client.SendFieldsAsync(
            "/offices/switch",
            null,
            Forms.Token(page),
            ("office", $"{second}")
        );
        Assert.StartsWith(
            "/not-allowed",
            (await client.GetAsync("/settings/users", Cancelled)).Headers.Location?.PathAndQuery,
            StringComparison.Ordinal
        );
        await client.SendFieldsAsync(
            "/offices/switch",
            null,
            Forms.Token(page),
            ("office", $"{third}")
        );
        page = await client.GetStringAsync("/settings", Cancelled);
        Assert.Contains($"value=\"{application.OfficeId}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_makes_a_key_on_the_page_sees_it_once_and_revokes_it()
    {
        var client = await application.CreateClientAsync(Role.Owner);
        var made = await client.SendFormAsync(
            "/settings/api-keys",
            "create",
            ("Name", "Shop till"),
            ("Role", "Viewer")
        );
        var html = await made.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("cpt_", html, StringComparison.Ordinal);
        await using var db = application.Database.OpenInstallation();
        var key = await db.ApiKeys.AsNoTracking().SingleAsync(Cancelled);
        Assert.DoesNotContain(
            "data-copy",
            await client.GetStringAsync("/settings/api-keys", Cancelled),
            StringComparison.Ordinal
        );

        await client.SendFormAsync("/settings/api-keys", $"revoke-{key.Id}");
        key = await db.ApiKeys.AsNoTracking().SingleAsync(Cancelled);
        Assert.NotNull(key.RevokedAt);
    }

    [Fact]
    public async Task An_owner_lets_somebody_in_on_the_page()
    {
        var client = await application.CreateClientAsync(Role.Owner);
        var refused = await client.SendFormAsync(
            "/settings/users",
            "add",
            ("Name", "Zoé"),
            ("Email", "zoe@example.test"),
            ("Password", "short"),
            ("Role", "Manager")
        );
        Assert.Contains(
            "12 characters",
            await refused.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
        await client.SendFormAsync(
            "/settings/users",
            "add",
            ("Name", "Zoé"),
            ("Email", "zoe@example.test"),
            ("Password", ComptoirApplication.Password),
            ("Role", "Manager")
        );
        var browser = await application.CreateClientAsync();
        var answer = await SignInAsync(browser, "zoe@example.test", ComptoirApplication.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
