using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.City.Levers;

/// <summary>A unit of a build made ready to be asked: one question at a time, each from the figures as they are.</summary>
public sealed class AskableUnit(WhatIf whatIf)
{
    private readonly Lock _lock = new();

    /// <summary>The unit.</summary>
    public RowKey Row => whatIf.Row;

    public T Ask<T>(Func<WhatIf, T> question)
    {
        lock (_lock)
        {
            whatIf.Reset();
            return question(whatIf);
        }
    }

    /// <summary>Where the unit would stand with these figures.</summary>
    public Standings With(IReadOnlyCollection<ChangedFigure> figures) => Ask(unit =>
    {
        foreach (var figure in figures) unit.SetCell(figure.Column, figure.Value);
        return unit.Ask();
    });
}

/// <summary>Makes a unit of a build ready to be asked "what if". The last few are kept, so that a slider is answered as it moves.</summary>
public sealed class LoadWhatIf(LoadBuild builds)
{
    private const int Kept = 6;
    private readonly Lock _lock = new();
    private readonly LinkedList<((BuildId Build, RowKey Row) Key, AskableUnit Unit)> _recent = [];

    public async Task<Outcome<AskableUnit>> Run(Actor actor, BuildId id, Period? period, UnitCode unit, CancellationToken stop = default)
    {
        var key = (id, new RowKey(period, unit));
        if (Recall(key) is { } there) return Outcome.Done(there);
        var loaded = await builds.Run(actor, id, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<AskableUnit>(loaded.AllFindings);
        var prepared = WhatIf.Prepare(build, key.Item2);
        if (!prepared.IsDone(out var whatIf)) return Outcome.Refused<AskableUnit>(prepared.AllFindings);
        var ready = new AskableUnit(whatIf);
        lock (_lock)
        {
            _recent.AddFirst((key, ready));
            if (_recent.Count > Kept) _recent.RemoveLast();
        }
        return Outcome.Done(ready);
    }

    private AskableUnit? Recall((BuildId, RowKey) key)
    {
        lock (_lock) return _recent.FirstOrDefault(r => r.Key == key).Unit;
    }
}
