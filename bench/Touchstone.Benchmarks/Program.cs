using BenchmarkDotNet.Running;
using Touchstone.Benchmarks;

// "table" runs the pipeline briefly (two to three minutes) and writes bench/results; anything else is BenchmarkDotNet's own command line.
if (args is ["table", ..]) ResultTable.Write();
else BenchmarkSwitcher.FromAssembly(typeof(ResultTable).Assembly).Run(args);
