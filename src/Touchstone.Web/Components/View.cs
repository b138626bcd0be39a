using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Touchstone.City.Organisation;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components;

/// <summary>The base of every page and kit component: says texts in the reader's language and knows where the reader stands.</summary>
public abstract class View : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private HttpContext? Request { get; set; }

    /// <summary>Who reads. An island has no request: its page gives it the actor.</summary>
    internal Actor Actor => Request is { } http ? Caller.Of(http) : Actor.Remote("island");

    internal Here Here => Here.At(Navigation.Uri);

    /// <summary>The text in the reader's language.</summary>
    protected static string Say(Text text) => text.Say();

    /// <summary>Answers with another address, to be opened in place of this one.</summary>
    protected void GoTo(string address) => Navigation.NavigateTo(address);

    /// <summary>Answers 404 with the not-found page.</summary>
    protected void NotFound() => Navigation.NotFound();
}
