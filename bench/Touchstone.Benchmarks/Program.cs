using BenchmarkDotNet.Running;
using Touchstone.Benchmarks;

// "engine" times every case of the engine against its baseline and target, and fails where a ratio is over its gate; "registers" times imports and lists (see there); "table" runs the pipeline briefly (two to three minutes) and writes bench/results; anything else is BenchmarkDotNet's own command line.
if (args is ["registers", .. var rest]) await RegisterBench.Run(rest);
else if (args is ["engine", ..]) return EngineTable.Run();
else if (args is ["table", ..]) ResultTable.Write();
else BenchmarkSwitcher.FromAssembly(typeof(ResultTable).Assembly).Run(args);
return 0;
