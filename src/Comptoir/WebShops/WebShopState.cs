namespace Comptoir.WebShops;

/// <summary>How a web shop is.</summary>
public enum WebShopState
{
    /// <summary>It was disconnected: its rows are there, its credentials are not.</summary>
    NotConnected,

    /// <summary>It is connected and was never synchronized.</summary>
    ToBeSetUp,

    /// <summary>It can be synchronized.</summary>
    Ready,

    /// <summary>It is synchronized by itself.</summary>
    Automatic,

    /// <summary>A run waits or is at work.</summary>
    Synchronizing,

    /// <summary>It cannot be synchronized before somebody acts, or the last run failed.</summary>
    NeedsAttention,
}
