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
    private readonly Reach[] _exact, _points;
    private Reach[]? _facts;
    private int[]? _reads;
    private (int At, Instruction Instruction)[]? _moved;
    private FirmTable? _table;
    private int _firm;
    private DateOnly _day;

    public ConditionSearch(RuleProgram program, DateOnly day = default)
    {
        _day = day;
        _program = program;
        _constants = [.. program.Constants.Select(Bounds.Of)];
        _columns = new Bounds[program.Columns.Length];
        _given = new bool[program.Columns.Length];
        _slots = new Bounds[program.Instructions.Length];
        _exact = new Reach[program.Instructions.Length];
        _points = new Reach[program.Columns.Length];
        _asTheyAre = new Bounds[program.Instructions.Length];
    }

    /// <summary>The bounds of a slot as the facts stand.</summary>
    public Bounds Now(int slot) => _asTheyAre[slot];

    /// <summary>Takes the facts of a firm.</summary>
    public void Load(Reach[] facts, bool[] given)
    {
        for (int i = 0; i < facts.Length; i++) (_columns[i], _given[i]) = (Bounds.Of(facts[i]), given[i]);
        _facts = facts;
        for (int at = 0; at < _slots.Length; at++) _slots[at] = Bounds.Apply(_program.Instructions[at], _slots, _constants, _columns, _given);
        _slots.CopyTo(_asTheyAre, 0);
        _moved = null;
    }

    /// <summary>Takes a firm of a block that has been run; moved columns alone are read again, so the columns stay as they are.</summary>
    public void Load(BlockRun run, int lane, FirmTable table, int firm, DateOnly day)
    {
        _reads ??= Reads();
        foreach (int slot in _reads) _slots[slot] = _asTheyAre[slot] = run.Of(slot, lane);
        (_facts, _moved, _table, _firm, _day) = (null, null, table, firm, day);
    }

    /// <summary>The slots that the questions read or move; the rest of a firm is of no matter to them.</summary>
    private int[] Reads()
    {
        var reads = new SortedSet<int>();
        foreach (var (at, i) in _questions.Values.SelectMany(q => q.Moved))
        {
            reads.Add(at);
            if (i.Op is Op.Column or Op.Constant or Op.Undefined or Op.Given) continue;
            reads.Add(i.A);
            if (i.B >= 0) reads.Add(i.B);
            if (i.C >= 0) reads.Add(i.C);
        }
        reads.RemoveWhere(at => _program.Instructions[at].Op is Op.Constant or Op.Undefined || IsDay(_program.Instructions[at]));
        return [.. reads];
    }

    private bool IsDay(Instruction i) => i.Op == Op.Column && _program.Columns[i.A].Kind == ColumnKind.Day;

    /// <summary>Fills the slots that are the same for every firm of a program.</summary>
    public void LoadConstants()
    {
        for (int at = 0; at < _slots.Length; at++)
        {
            var i = _program.Instructions[at];
            if (i.Op == Op.Constant) _slots[at] = _asTheyAre[at] = _constants[i.A];
            else if (i.Op == Op.Undefined) _slots[at] = _asTheyAre[at] = Bounds.Undefined;
            else if (IsDay(i)) _slots[at] = _asTheyAre[at] = Bounds.At(_day.DayNumber);
        }
    }

    /// <summary>Fills the exact values of the columns that some instructions read; asked for only where bounds leave a point open.</summary>
    private Reach[] Exact((int At, Instruction Instruction)[] under)
    {
        foreach (var (_, i) in under)
        {
            if (i.Op is not (Op.Column or Op.Given)) continue;
            if (_facts is { } facts) _points[i.A] = facts[i.A];
            else (_points[i.A], _given[i.A]) = _table!.Exact(i.A, _firm, _day);
        }
        return _exact;
    }

    /// <summary>The question whether a slot holds when some columns move; kept, as it is asked of many firms.</summary>
    public Question For(int slot, params int[] columns)
    {
        string key = string.Join(' ', columns);
        if (!_questions.TryGetValue((slot, key), out var question)) _questions[(slot, key)] = question = new Question(this, slot, columns, Plan(slot, columns), Plan(slot, null));
        return question;
    }

    /// <summary>The instructions that lie between some columns and a slot, in order; without columns all that the slot depends on.</summary>
    private (int At, Instruction Instruction)[] Plan(int slot, int[]? columns)
    {
        var moved = new bool[slot + 1];
        for (int at = 0; at <= slot; at++)
        {
            var i = _program.Instructions[at];
            moved[at] = i.Op switch
            {
                _ when columns is null => true,
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
        return [.. Enumerable.Range(0, slot + 1).Where(at => moved[at] && under[at]).Select(at => (at, _program.Instructions[at]))];
    }

    /// <summary>What another question moved is put back before the next is asked; the columns need not be, as each question reads only its own.</summary>
    private void PutBack((int At, Instruction Instruction)[] next)
    {
        if (_moved is { } moved) foreach (var (at, _) in moved) _slots[at] = _asTheyAre[at];
        _moved = next;
    }

    /// <summary>Whether a slot holds when some columns move.</summary>
    internal sealed class Question(ConditionSearch search, int slot, int[] columns, (int At, Instruction Instruction)[] plan, (int At, Instruction Instruction)[] under)
    {
        public IEnumerable<(int At, Instruction Instruction)> Moved => plan;

        /// <summary>The truth with the columns anywhere in ranges.</summary>
        public Bounds Over(ReadOnlySpan<Bounds> ranges)
        {
            if (search._moved != plan) search.PutBack(plan);
            for (int i = 0; i < columns.Length; i++) search._columns[columns[i]] = ranges[i];
            Span<Bounds> slots = search._slots;
            foreach (var (at, instruction) in plan) slots[at] = Bounds.Apply(instruction, slots, search._constants, search._columns, search._given);
            return search._slots[slot];
        }

        /// <summary>The truth at a point, exactly: only what the slot depends on is computed.</summary>
        public Bounds At(ReadOnlySpan<Rational> point)
        {
            var slots = search.Exact(under);
            for (int i = 0; i < columns.Length; i++) search._points[columns[i]] = Reach.At(point[i]);
            foreach (var (at, instruction) in under) slots[at] = ExactRun.Apply(search._program, instruction, slots, search._points, search._given);
            return Bounds.Of(slots[slot]);
        }
    }
}
