using System.Net;
using System.Net.Http.Headers;

namespace Comptoir.Shopify;

/// <summary>
/// Downloads the file of a bulk operation as a stream of bytes in sequence. A broken connection goes on at the byte where
/// it broke; an address that has run out is asked for again.
/// </summary>
sealed class BulkFile(HttpClient http, ShopAddress shop, Uri? endpoint, TimeProvider time)
{
    const int FailuresInARow = 6;
    const int Renewals = 3;
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <param name="address">Where the file is.</param>
    /// <param name="size">Its bytes; null when not known.</param>
    /// <param name="renew">Gives a fresh address; null when there is none any more.</param>
    /// <param name="take">Takes the next bytes.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How many bytes there were.</returns>
    /// <exception cref="FileRestarted">The server began again from the start: forget what was taken.</exception>
    /// <exception cref="ShopifyException">The file cannot be had.</exception>
    public async Task<long> ReadAsync(
        Uri address,
        long? size,
        Func<CancellationToken, Task<Uri?>> renew,
        Action<ReadOnlyMemory<byte>> take,
        CancellationToken cancellation
    )
    {
        var buffer = new byte[256 * 1024];
        var offset = 0L;
        var failures = 0;
        var renewals = 0;
        EntityTagHeaderValue? tag = null;
        while (true)
        {
            HttpResponseMessage? response = null;
            Exception? broken = null;
            try
            {
                try
                {
                    response = await OpenAsync(address, offset, tag, cancellation);
                }
                catch (Exception failure) when (IsBroken(failure, cancellation))
                {
                    broken = failure;
                }
                if (response is not null && IsExpired(response.StatusCode))
                {
                    if (++renewals > Renewals)
                        throw Gone();
                    address = await renew(cancellation) ?? throw Gone();
                    continue;
                }
                if (response is not null && Check(response, offset, size))
                {
                    tag ??= response.Headers.ETag;
                    (var read, broken) = await CopyAsync(response, buffer, take, cancellation);
                    offset += read;
                    if (read > 0)
                        failures = 0;
                    if (broken is null && offset < size)
                        broken = new IOException("the file was cut short");
                    if (broken is null)
                        return offset;
                }
            }
            finally
            {
                response?.Dispose();
            }
            if (++failures > FailuresInARow)
                throw new ShopifyException(
                    ShopifyFailure.Unavailable,
                    $"The file of a bulk operation for {shop} cannot be downloaded: {broken?.Message ?? "the server is busy"}",
                    "Check this machine's connection to the internet; it is tried again later.",
                    retryable: true,
                    broken
                );
            await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, failures - 1)), time, cancellation);
        }
    }

    async Task<HttpResponseMessage> OpenAsync(
        Uri address,
        long offset,
        EntityTagHeaderValue? tag,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Reachable(address));
        if (endpoint is not null)
            request.Headers.Host = address.Host == shop.Host ? shop.Host : null;
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (tag is { IsWeak: false })
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }
        using var late = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            late.Token,
            cancellation
        );
        return await http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            either.Token
        );
    }

    // Bytes read, and what broke the connection, if anything did. What the taker throws is not a broken connection.
    async Task<(long Read, Exception? Broken)> CopyAsync(
        HttpResponseMessage response,
        byte[] buffer,
        Action<ReadOnlyMemory<byte>> take,
        CancellationToken cancellation
    )
    {
        var read = 0L;
        Stream? stream = null;
        try
        {
            while (true)
            {
                int count;
                try
                {
                    using var late = new CancellationTokenSource(Silence, time);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(
                        late.Token,
                        cancellation
                    );
                    stream ??= await response.Content.ReadAsStreamAsync(either.Token);
                    count = await stream.ReadAsync(buffer, either.Token);
                }
                catch (Exception failure) when (IsBroken(failure, cancellation))
                {
                    return (read, failure);
                }
                if (count == 0)
                    return (read, null);
                take(buffer.AsMemory(0, count));
                read += count;
            }
        }
        finally
        {
            if (stream is not null)
                await stream.DisposeAsync();
        }
    }

    // True: read on. False: the server is busy, try again.
    static bool Check(HttpResponseMessage response, long offset, long? size)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK when offset > 0:
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                throw new FileRestarted();
            case HttpStatusCode.OK:
                return true;
            case HttpStatusCode.PartialContent:
                var range = response.Content.Headers.ContentRange;
                if (
                    range?.From != offset
                    || (size is not null && range.Length is { } all && all != size)
                )
                    throw new FileRestarted();
                return true;
            case HttpStatusCode.TooManyRequests
            or HttpStatusCode.RequestTimeout
            or >= HttpStatusCode.InternalServerError:
                return false;
            default:
                throw new ShopifyException(
                    ShopifyFailure.BulkFailed,
                    $"The file of a bulk operation cannot be downloaded ({(int)response.StatusCode}).",
                    "It is tried again later.",
                    retryable: true
                );
        }
    }

    // The demo shop writes its addresses with the shop's own name, which leads to the override and nowhere else.
    Uri Reachable(Uri address)
    {
        if (endpoint is not null && address.Host == shop.Host)
            return new Uri(endpoint, address.PathAndQuery);
        if (address.Scheme == Uri.UriSchemeHttps || endpoint is not null)
            return address;
        throw new ShopifyException(
            ShopifyFailure.Malformed,
            "The address of a bulk operation's file is not secure (https).",
            "Check whether a proxy stands between."
        );
    }

    ShopifyException Gone() =>
        new(
            ShopifyFailure.BulkFailed,
            $"The file of a bulk operation for {shop} is not there any more.",
            "The operation must be started again.",
            retryable: true
        );

    static bool IsExpired(HttpStatusCode status) =>
        status
            is HttpStatusCode.Forbidden
                or HttpStatusCode.NotFound
                or HttpStatusCode.Gone
                or HttpStatusCode.Unauthorized
                or HttpStatusCode.BadRequest;

    static bool IsBroken(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);
}

/// <summary>The server sent the file from its start where its rest was asked for: what was taken must be forgotten.</summary>
sealed class FileRestarted : Exception;
