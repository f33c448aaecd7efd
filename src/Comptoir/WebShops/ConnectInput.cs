namespace Comptoir.WebShops;

/// <summary>What is typed into the form that connects a shop.</summary>
public sealed class ConnectInput
{
    /// <summary>What to do with it: <c>test</c>, <c>connect</c> or <c>change</c>.</summary>
    public string? Step { get; set; }

    /// <summary>What the office calls the store.</summary>
    public string? Name { get; set; }

    /// <summary>The address as pasted.</summary>
    public string? Address { get; set; }

    /// <summary>Which credentials: <c>token</c> or <c>client</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The app's key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The access token.</summary>
    public string? Token { get; set; }

    /// <summary>The app's secret.</summary>
    public string? ApiSecret { get; set; }

    /// <summary>The client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The secrets that were entered before, closed.</summary>
    public string? Sealed { get; set; }

    /// <summary>What is chosen.</summary>
    public SettingsInput? Choices { get; set; }

    /// <summary>Which credentials are meant; those of the Dev Dashboard unless a token is: new stores have no other.</summary>
    internal CredentialsKind Of => Kind == "token" ? CredentialsKind.Token : CredentialsKind.Client;

    /// <summary>The request to connect with this.</summary>
    internal ConnectRequest ToRequest(string? address) =>
        new(Name, address, Token, ApiKey, ApiSecret)
        {
            Kind = Of,
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Settings = Choices?.ToSettings(),
        };
}
