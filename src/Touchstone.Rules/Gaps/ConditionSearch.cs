namespace Touchstone.Rules;

/// <summary>
/// Asks of one firm, again and again, whether a condition holds when a few of its columns are moved over ranges. Only the instructions between the moved columns and the
/// condition run again. Bounds in doubles decide; where they cannot, and only at a point, exact arithmetic does.
/// </summary>
internal sealed class ConditionSearch
{
    private readonly RuleProgram _program;
    private readonly bool[] _given;
    private readonly Bounds[] _constants, _columns, _slots, _asTheyAre;
    private readonly Dictionary<(int Slot, string Columns), Question> _questions = [];
    private Func<(Reach[] Facts, bool[] Given)> _exact = () => ([], []);

    public ConditionSearch(RuleProgram program)
    {
        _program = program;
        _constants = [.. program.Constants.Select(Bounds.Of)];
        _columns = new Bounds[program.Columns.Length];
        _given = new bool[program.Columns.Length];
        _slots = new Bounds[program.Instructions.Length];
        _asTheyAre = new Bounds[program.Instructions.Length];
    }

    /// <summary>Questions asked so far.</summary>
    public int Asked { get; private set; }

    /// <summary>The bounds of a slot as the facts stand.</summary>
    public Bounds Now(int slot) => _asTheyAre[slot];

    /// <summary>Takes the facts of a firm.</summary>
    public void Load(Reach[] facts, bool[] given)
    {
        for (int i = 0; i < facts.Length; i++) (_columns[i], _given[i]) = (Bounds.Of(facts[i]), given[i]);
        _exact = () => (facts, given);
        Run();
    }

    /// <summary>Takes the facts of a row.</summary>
    public void Load(FirmTable table, int firm, DateOnly day)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            var column = _program.Columns[i];
            double value = column.Kind == ColumnKind.Day ? day.DayNumber : table.Column(i)[firm];
            bool missing = double.IsNaN(value);
            _given[i] = !missing || column.Assumed is not null;
            _columns[i] = missing ? table.WhenMissing(i) : Bounds.OfWritten(value);
        }
        _exact = () => table.Facts(firm).For(_program, day);
        Run();
    }

    private void Run()
    {
        for (int at = 0; at < _slots.Length; at++) _slots[at] = Bounds.Apply(_program.Instructions[at], _slots, _constants, _columns, _given);
        _slots.CopyTo(_asTheyAre, 0);
    }

    /// <summary>The question whether a slot holds when some columns move; kept, as it is asked of many firms.</summary>
    public Question For(int slot, params int[] columns)
    {
        string key = string.Join(' ', columns);
        if (!_questions.TryGetValue((slot, key), out var question)) _questions[(slot, key)] = question = new Question(this, slot, columns, Plan(slot, columns));
        return question;
    }

    /// <summary>The instructions that lie between some columns and a slot, in order.</summary>
    private int[] Plan(int slot, int[] columns)
    {
        var moved = new bool[slot + 1];
        for (int at = 0; at <= slot; at++)
        {
            var i = _program.Instructions[at];
            moved[at] = i.Op switch
            {
                Op.Column => columns.Contains(i.A),
                Op.Constant or Op.Undefined or Op.Given => false,
                _ => moved[i.A] || (i.B >= 0 && moved[i.B]) || (i.C >= 0 && moved[i.C]),
            };
        }
        var under = new bool[slot + 1];
        under[slot] = true;
        for (int at = slot; at >= 0; at--)
        {
            var i = _program.Instructions[at];
            if (!under[at] || i.Op is Op.Column or Op.Constant or Op.Undefined or Op.Given) continue;
            under[i.A] = true;
            if (i.B >= 0) under[i.B] = true;
            if (i.C >= 0) under[i.C] = true;
        }
        return [.. Enumerable.Range(0, slot + 1).Where(at => moved[at] && under[at])];
    }

    /// <summary>Whether a slot holds when some columns move.</summary>
    internal sealed class Question(ConditionSearch search, int slot, int[] columns, int[] plan)
    {
        /// <summary>The truth with the columns anywhere in ranges.</summary>
        public Bounds Over(ReadOnlySpan<Bounds> ranges)
        {
            search.Asked++;
            Span<Bounds> kept = stackalloc Bounds[columns.Length];
            for (int i = 0; i < columns.Length; i++) (kept[i], search._columns[columns[i]]) = (search._columns[columns[i]], ranges[i]);
            foreach (int at in plan) search._slots[at] = Bounds.Apply(search._program.Instructions[at], search._slots, search._constants, search._columns, search._given);
            var truth = search._slots[slot];
            for (int i = 0; i < columns.Length; i++) search._columns[columns[i]] = kept[i];
            foreach (int at in plan) search._slots[at] = search._asTheyAre[at];
            return truth;
        }

        /// <summary>The truth at a point, exactly.</summary>
        public Bounds At(ReadOnlySpan<Rational> point)
        {
            var (known, given) = search._exact();
            var facts = (Reach[])known.Clone();
            for (int i = 0; i < columns.Length; i++) facts[columns[i]] = Reach.At(point[i]);
            return Bounds.Of(ExactRun.Of(search._program, facts, given)[slot]);
        }
    }
}
