namespace Touchstone.City.Indices;

/// <summary>The last few answers that take long, by what was asked. Two who ask the same at once wait for one.</summary>
internal sealed class Recent<T>(int kept)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, Lazy<T> Made)> _made = [];

    public Lazy<T>? Find(string key)
    {
        lock (_lock) return _made.FirstOrDefault(m => m.Key == key).Made;
    }

    /// <summary>The one that is kept: this, or what another made meanwhile.</summary>
    public Lazy<T> Keep(string key, Func<T> make)
    {
        lock (_lock)
        {
            if (_made.FirstOrDefault(m => m.Key == key).Made is { } there) return there;
            var made = new Lazy<T>(make);
            _made.AddFirst((key, made));
            if (_made.Count > kept) _made.RemoveLast();
            return made;
        }
    }
}
