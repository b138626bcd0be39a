using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Touchstone.Web.Api;

/// <summary>The OpenAPI document: the same text in every run and build, so that it can be approved.</summary>
internal static class Description
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Touchstone · 试金石",
                Version = "v1",
                Description = "Observations with their sources, index builds, benchmarks. 指标值及其来源、指数测算批次、对标。\n\n" +
                    "Missing is null, never zero. Texts are given in both languages as {zh, en}. A refusal is problem+json with all its findings, each with place and what to do. " +
                    "Until there are accounts, writes are accepted from the machine that runs the server only. Results are unofficial.",
                License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Tags = document.Tags is null ? null : new HashSet<OpenApiTag>(document.Tags.OrderBy(t => t.Name, StringComparer.Ordinal));
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(async (schema, context, stop) =>
        {
            if (context.JsonTypeInfo.Type != typeof(ProblemDetails)) return;
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["findings"] = await context.GetOrCreateSchemaAsync(typeof(FindingBody[]), null, stop);
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var also in context.Description.ActionDescriptor.EndpointMetadata.OfType<Answers>())
            {
                operation.Responses ??= [];
                if (!operation.Responses.TryGetValue("200", out var response) || response is not OpenApiResponse ok) operation.Responses["200"] = ok = new OpenApiResponse { Description = "OK" };
                ok.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
                ok.Content[also.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = also.Format } };
            }
            return Task.CompletedTask;
        });
    }
}

/// <summary>A further form in which an endpoint answers: a file, or another media type of the same thing.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Format">Null for text, <c>binary</c> for bytes.</param>
internal sealed record Answers(string MediaType, string? Format = null)
{
    public static Answers Csv { get; } = new("text/csv");
    public static Answers Workbook { get; } = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "binary");
    public static Answers Bytes { get; } = new("application/octet-stream", "binary");
}
