namespace Comptoir.DemoShop;

/// <summary>The demo shop as a process of its own.</summary>
public static class DemoShopCommand
{
    /// <summary>
    /// Serves until cancelled. Prints <c>listening on http://127.0.0.1:PORT</c> once it does. With
    /// <paramref name="stopWhenInputCloses" /> it also stops when standard input ends, so that it never outlives the process that
    /// started it.
    /// </summary>
    /// <returns>The exit code: 0.</returns>
    public static async Task<int> RunAsync(
        DemoShopOptions options,
        bool stopWhenInputCloses,
        CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var server = await DemoShopServer.StartAsync(options, cancel);
        await Console.Out.WriteLineAsync(
            $"listening on {server.Address.GetLeftPart(UriPartial.Authority)}"
        );
        await Console.Out.FlushAsync(cancel);
        foreach (var shop in options.Shops)
        {
            await Console.Error.WriteLineAsync(
                $"{shop.Address}: access token {shop.Token}; client id {shop.ClientId}, client secret {shop.ClientSecret}"
            );
        }

        if (stopWhenInputCloses)
        {
            // Reading a console cannot be cancelled: the reader is left behind and ends with the process.
            _ = Task.Run(
                async () =>
                {
                    while (await Console.In.ReadLineAsync(CancellationToken.None) is not null)
                    {
                        // What is written to us does not matter, only that somebody still could.
                    }

                    await stop.CancelAsync();
                },
                CancellationToken.None
            );
        }

        try
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        return 0;
    }
}
