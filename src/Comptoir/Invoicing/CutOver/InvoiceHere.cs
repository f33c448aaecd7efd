namespace Comptoir.Invoicing.CutOver;

/// <summary>Asks for documents, made here, of orders older than the day from which they are.</summary>
sealed class InvoiceHere(ReleaseOrder release, InvoicingSignal signal)
{
    /// <summary>Asks for them.</summary>
    /// <returns>How many orders were opened, and of each other one why it was not.</returns>
    public async Task<(int Done, IReadOnlyList<(long Order, string Fault)> Refused)> RunAsync(
        long officeId,
        IReadOnlyList<long> orders,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(orders);
        var done = 0;
        List<(long, string)> refused = [];
        foreach (var order in orders.Distinct())
            try
            {
                if (await release.RequestAsync(officeId, order, by, cancellationToken))
                    done++;
            }
            catch (RefusedException refusal)
            {
                refused.Add((order, refusal.Message));
            }
        signal.Wake(officeId);
        return (done, refused);
    }
}
