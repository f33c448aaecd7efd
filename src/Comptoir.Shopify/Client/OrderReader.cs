using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>Reads one order in several queries and makes sure that they saw the same moment.</summary>
sealed class OrderReader(ShopifyShop shop)
{
    const int Moments = 5;

    public async Task<ShopifyOrder?> ReadAsync(Gid order, CancellationToken cancellation)
    {
        for (var moment = 1; moment <= Moments; moment++)
        {
            try
            {
                return await OneMomentAsync(order, cancellation);
            }
            catch (OrderChanged)
            {
                // Read again from the start: parts of two states must not be mixed.
            }
        }
        throw new ShopifyException(
            ShopifyFailure.KeepsChanging,
            $"The order {order.Number} of {shop.Address} kept changing while it was read.",
            "Nothing to do: it is read again later."
        );
    }

    async Task<ShopifyOrder?> OneMomentAsync(Gid id, CancellationToken cancellation)
    {
        var answer = await shop.QueryAsync(
            OrderById.Header(shop.Access),
            variables => variables.WriteString("id", id.ToString()),
            cancellation
        );
        var header = shop.Read(answer, "order", ShopifyJson.Default.ShopifyOrder);
        if (header is null)
        {
            // A denied order is not a deleted one.
            if (answer.Errors.Count > 0)
                throw new ShopifyException(
                    ShopifyFailure.AccessDenied,
                    $"The order {id.Number} of {shop.Address} cannot be read: {answer.Errors[0].Message}",
                    "Check the scopes of the app, and its access to protected customer data."
                )
                {
                    Path = answer.Errors[0].Path,
                };
            return null;
        }
        var lines = await PagesAsync(
            header,
            OrderById.LineItems,
            "lineItems",
            ShopifyJson.Default.LineItem,
            cancellation
        );
        var shipping = await PagesAsync(
            header,
            OrderById.ShippingLines,
            "shippingLines",
            ShopifyJson.Default.ShippingLine,
            cancellation
        );
        var discounts = await PagesAsync(
            header,
            OrderById.DiscountApplications,
            "discountApplications",
            ShopifyJson.Default.DiscountApplication,
            cancellation
        );
        var agreements = await AgreementsAsync(header, cancellation);
        var sent = await shop.ReadFulfillmentLinesAsync(
            [.. header.Fulfillments.Select(one => one.Id)],
            cancellation
        );
        // The fulfilment lines carry no moment of their own, so the order's is looked at once more after them.
        if (header.Fulfillments.Count > 0)
            await PagesAsync(
                header,
                OrderById.DiscountApplications,
                "discountApplications",
                ShopifyJson.Default.DiscountApplication,
                cancellation
            );
        return OrderAssembly.Whole(header, lines, shipping, discounts, agreements) with
        {
            Fulfillments = OrderAssembly.Sent(header.Fulfillments, sent),
            LedgerUpdatedAt = header.UpdatedAt,
            ReadErrors = answer.Errors,
        };
    }

    async Task<List<T>> PagesAsync<T>(
        ShopifyOrder header,
        string document,
        string connection,
        JsonTypeInfo<T> type,
        CancellationToken cancellation
    )
        where T : class
    {
        var items = new List<T>();
        string? after = null;
        var size = 10;
        do
        {
            JsonElement order;
            try
            {
                order = await OrderAsync(
                    header,
                    document,
                    variables =>
                    {
                        variables.WriteNumber("first", size);
                        variables.WriteString("after", after);
                    },
                    cancellation
                );
            }
            catch (ShopifyException failure)
                when (failure.Kind == ShopifyFailure.QueryTooCostly && size > 1)
            {
                size /= 2;
                continue;
            }
            var page = order.GetProperty(connection);
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                items.Add(shop.Record(node, type)!);
            after = ShopifyShop.Next(page);
            if (after is null)
                return items;
        } while (true);
    }

    async Task<List<SalesAgreement>> AgreementsAsync(
        ShopifyOrder header,
        CancellationToken cancellation
    )
    {
        var agreements = new List<SalesAgreement>();
        string? before = null;
        while (true)
        {
            var sales = new List<Sale>();
            SalesAgreement? agreement = null;
            string? afterSale = null;
            string? next;
            do
            {
                var order = await OrderAsync(
                    header,
                    OrderById.Agreement(shop.Access),
                    variables =>
                    {
                        variables.WriteString("after", before);
                        variables.WriteNumber("sales", 20);
                        variables.WriteString("afterSale", afterSale);
                    },
                    cancellation
                );
                var page = order.GetProperty("agreements");
                next = ShopifyShop.Next(page);
                var nodes = page.GetProperty("nodes");
                if (nodes.GetArrayLength() == 0)
                    return agreements;
                agreement ??= shop.Record(nodes[0], ShopifyJson.Default.SalesAgreement);
                var found = nodes[0].GetProperty("sales");
                foreach (var sale in found.GetProperty("nodes").EnumerateArray())
                    sales.Add(shop.Record(sale, ShopifyJson.Default.Sale)!);
                afterSale = ShopifyShop.Next(found);
            } while (afterSale is not null);
            agreements.Add(agreement! with { Sales = OrderAssembly.Sorted(sales) });
            if (next is null)
                return agreements;
            before = next;
        }
    }

    async Task<JsonElement> OrderAsync(
        ShopifyOrder header,
        string document,
        Action<Utf8JsonWriter> variables,
        CancellationToken cancellation
    )
    {
        var answer = await shop.QueryAsync(
            document,
            writer =>
            {
                writer.WriteString("id", header.Id.ToString());
                variables(writer);
            },
            cancellation
        );
        var order = answer.Data.GetProperty("order");
        if (
            order.ValueKind != JsonValueKind.Object
            || order.GetProperty("updatedAt").GetDateTimeOffset() != header.UpdatedAt
        )
            throw new OrderChanged();
        return order;
    }

    sealed class OrderChanged : Exception;
}
