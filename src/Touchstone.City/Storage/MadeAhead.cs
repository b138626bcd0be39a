using System.Threading.Channels;

namespace Touchstone.City.Storage;

/// <summary>Rows made on another processor ahead of their use, at most some hundred thousand. What fails in their making fails in reading them.</summary>
internal sealed class MadeAhead<TRow> : IAsyncDisposable where TRow : class
{
    private const int RowsAtATime = 1_000, BatchesAhead = 200;

    private readonly Channel<TRow[]> _batches = Channel.CreateBounded<TRow[]>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _given = new();

    /// <param name="rows">Enumerated once, by another thread.</param>
    /// <param name="after">What is waited for before the first is made.</param>
    public MadeAhead(IEnumerable<TRow> rows, Task after) => Made = Task.Run(() => Make(rows, after));

    /// <summary>Ends when all are made, or when making them has failed or was given up. Does not fail.</summary>
    public Task Made { get; }

    /// <summary>The rows, once, in their order.</summary>
    public IEnumerable<TRow> Read()
    {
        while (_batches.Reader.WaitToReadAsync(_given.Token).AsTask().GetAwaiter().GetResult())
            while (_batches.Reader.TryRead(out var batch))
                foreach (var row in batch) yield return row;
    }

    private async Task Make(IEnumerable<TRow> rows, Task after)
    {
        Exception? fault = null;
        try
        {
            await after.WaitAsync(_given.Token);
            foreach (var batch in rows.Chunk(RowsAtATime)) await _batches.Writer.WriteAsync(batch, _given.Token);
        }
#pragma warning disable CA1031 // It is told to whoever reads.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }
        _batches.Writer.Complete(fault);
    }

    /// <summary>Where reading ended early, nothing goes on being made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync();
        await Made;
        _given.Dispose();
    }
}
