using System.Net.Http.Json;
using System.Text.Json;

namespace Comptoir.Bench;

/// <summary>Lets things happen in the demo shop of another process, and asks it what it sent.</summary>
sealed class LiveShop(Uri address) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Changes the shop.</summary>
    /// <returns>Ids of what was changed or made.</returns>
    public async Task<string[]> ChangeAsync(IEnumerable<object> changes, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/__demo/changes", changes, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
        return (await answer.Content.ReadFromJsonAsync<string[]>(ct))!;
    }

    /// <summary>What its webhooks are about, how many are on their way, and what became of the others.</summary>
    public async Task<(int Topics, int Pending, Delivered[] Deliveries)> WebhooksAsync(
        CancellationToken ct
    )
    {
        var said = await http.GetFromJsonAsync<JsonElement>("/__demo/webhooks", ct);
        return (
            said.GetProperty("topics").GetArrayLength(),
            said.GetProperty("pending").GetInt32(),
            said.GetProperty("deliveries").Deserialize<Delivered[]>(JsonSerializerOptions.Web)!
        );
    }

    /// <summary>Forgets what it sent so far.</summary>
    public async Task ForgetAsync(CancellationToken ct) =>
        (await http.DeleteAsync("/__demo/webhooks", ct)).Dispose();

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}

/// <summary>What became of a webhook.</summary>
sealed record Delivered(string Topic, string Outcome, int Attempts, double Milliseconds);
