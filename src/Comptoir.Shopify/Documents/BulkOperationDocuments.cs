using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Shopify.Documents;

/// <summary>Starting, watching and stopping bulk operations.</summary>
public static class BulkOperationDocuments
{
    const string Fields =
        "{ id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl query }";

    /// <summary>
    /// Starts one. Grouping is off: it is slower and times out more often, and lines are put together by parent anyway.
    /// </summary>
    [StringSyntax("graphql")]
    public const string Run = $$"""
        mutation StartBulkOperation($query: String!) {
          bulkOperationRunQuery(query: $query, groupObjects: false) {
            bulkOperation {{Fields}}
            userErrors { field message code }
          }
        }
        """;

    /// <summary>The state of one; null when Shopify does not know it any more.</summary>
    [StringSyntax("graphql")]
    public const string ById = $$"""
        query BulkOperation($id: ID!) {
          bulkOperation(id: $id) {{Fields}}
        }
        """;

    /// <summary>The newest first, by search filter.</summary>
    [StringSyntax("graphql")]
    public const string List = $$"""
        query BulkOperations($query: String!) {
          bulkOperations(first: 25, query: $query, sortKey: CREATED_AT, reverse: true) { nodes {{Fields}} }
        }
        """;

    /// <summary>Asks for one to be stopped.</summary>
    [StringSyntax("graphql")]
    public const string Cancel = $$"""
        mutation CancelBulkOperation($id: ID!) {
          bulkOperationCancel(id: $id) {
            bulkOperation {{Fields}}
            userErrors { field message }
          }
        }
        """;
}
