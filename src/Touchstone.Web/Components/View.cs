using Microsoft.AspNetCore.Components;
using Touchstone.Model;

namespace Touchstone.Web.Components;

/// <summary>The base of every page and kit component: says texts in the reader's language and knows where the reader stands.</summary>
public abstract class View : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    internal Here Here => Here.At(Navigation.Uri);

    /// <summary>The text in the reader's language.</summary>
    protected static string Say(Text text) => text.Say();

    /// <summary>Answers 404 with the not-found page.</summary>
    protected void NotFound() => Navigation.NotFound();
}
