// lume-bind: ilc's object and the generated code in, a data-only object and LLVM bitcode out.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Lume.Bind;

/// <summary>What the code is for: ABI name, LLVM target features, -march string, and the ELF flags of the float ABI.</summary>
internal sealed record TargetOptions(string Abi, string March, string Features, uint ElfFloatFlags)
{
    // The VisionFive 2's U74 and QEMU's default CPU both have Zba and Zbb.
    public static TargetOptions For(string abi) => abi switch
    {
        "lp64" => new("lp64", "rv64imac_zicsr_zifencei_zba_zbb", "+m,+a,+c,+zicsr,+zifencei,+zba,+zbb,-relax", 0),
        "lp64d" => new("lp64d", "rv64imafdc_zicsr_zifencei_zba_zbb", "+m,+a,+f,+d,+c,+zicsr,+zifencei,+zba,+zbb,-relax", 4),
        _ => throw new ArgumentException($"unknown ABI {abi}: lp64 or lp64d"),
    };
}

internal static class Program
{
    // Only images that call generic virtual methods have it, and only it makes dictionaries.
    private const string DictionaryMaker = "TypeLoaderExports__GVMLookupForSlot";

    private static int Main(string[] args)
    {
        if (args.Length != 5)
        {
            Console.Error.WriteLine("usage: Lume.Bind OBJECT GENERATED OUTPUT-FOLDER lp64|lp64d CLANG");
            return 2;
        }

        try
        {
            return Run(args[0], args[1], args[2], TargetOptions.For(args[3]), args[4]);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            Console.Error.WriteLine($"lume-bind: {e.Message}");
            return 1;
        }
    }

    private static int Run(string objectPath, string generatedPath, string folder, TargetOptions target, string clang)
    {
        Directory.CreateDirectory(folder);
        List<GeneratedMethod> methods = GeneratedMethod.ReadAll(generatedPath);
        var elf = new ElfObject(objectPath);
        Section code = elf.Sections.Find(s => s.Name == "__managedcode") ?? throw new InvalidDataException($"{objectPath} holds no managed code");
        Binder.Bind(elf, code, methods);
        methods.RemoveAll(m => m.Symbol.Length == 0);
        if (ReportErrors(methods))
        {
            return 1;
        }

        WriteIfChanged(Path.Combine(folder, "uses.txt"), Encoding.UTF8.GetBytes(ListUses(methods)));
        var codeSymbols = new HashSet<string>(elf.Symbols.Where(s => s.IsFunction || s.Section == 0).Select(s => s.Name), StringComparer.Ordinal);
        elf.WriteWithout(code, target.ElfFloatFlags, Path.Combine(folder, "data.o"));
        bool makesDictionaries = methods.Exists(m => m.Symbol.EndsWith(DictionaryMaker, StringComparison.Ordinal));
        var expected = new HashSet<string>(StringComparer.Ordinal);
        var changed = new List<string>();
        foreach (IGrouping<string, GeneratedMethod> group in methods.GroupBy(m => Partition(m.Group)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var module = new ModuleWriter(target, codeSymbols.Contains, makesDictionaries);
            foreach (GeneratedMethod method in group.OrderBy(m => m.Symbol, StringComparer.Ordinal))
            {
                module.Add(method);
            }

            string path = Path.Combine(folder, group.Key + ".ll");
            expected.Add(path);
            if (WriteIfChanged(path, Encoding.UTF8.GetBytes(module.Finish())) || !File.Exists(Path.ChangeExtension(path, ".bc")))
            {
                changed.Add(path);
            }
        }

        RemoveStale(folder, expected);
        return Compile(changed, target, clang) ? 0 : 1;
    }

    /// <summary>A module per assembly and namespace: small enough to build in parallel and again, large enough to inline within.</summary>
    private static string Partition(string group)
    {
        int dot = group.LastIndexOf('.');
        string name = dot > 0 ? group[..dot] : group;
        var safe = new StringBuilder();
        foreach (char c in name)
        {
            safe.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-');
        }

        return safe.ToString();
    }

    /// <summary>How many methods of which assembly are made with what, one line each: the conformance tests read it.</summary>
    private static string ListUses(List<GeneratedMethod> methods) => string.Concat(methods
        .SelectMany(m => m.Uses, (m, use) => $"{m.Group[..m.Group.IndexOf('/', StringComparison.Ordinal)]}\t{use}")
        .GroupBy(line => line)
        .Select(g => $"{g.Key}\t{g.Count()}\n")
        .Order(StringComparer.Ordinal));

    private static bool ReportErrors(List<GeneratedMethod> methods)
    {
        string[] errors = [.. methods.Where(m => m.Text.StartsWith("!error ", StringComparison.Ordinal)).Select(m => m.Text[7..]).Order(StringComparer.Ordinal)];
        foreach (string error in errors)
        {
            Console.Error.WriteLine(error);
        }

        return errors.Length > 0;
    }

    public static bool WriteIfChanged(string path, byte[] content)
    {
        if (File.Exists(path) && new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return false;
        }

        File.WriteAllBytes(path, content);
        return true;
    }

    private static void RemoveStale(string folder, HashSet<string> expected)
    {
        foreach (string file in Directory.GetFiles(folder, "*.ll"))
        {
            if (!expected.Contains(file))
            {
                File.Delete(file);
                File.Delete(Path.ChangeExtension(file, ".bc"));
            }
        }
    }

    private static bool Compile(List<string> files, TargetOptions target, string clang)
    {
        int failures = 0;
        Parallel.ForEach(files.OrderByDescending(f => new FileInfo(f).Length), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            if (!CompileOne(file, target, clang))
            {
                File.Delete(Path.ChangeExtension(file, ".bc"));
                Interlocked.Increment(ref failures);
            }
        });
        return failures == 0;
    }

    private static bool CompileOne(string file, TargetOptions target, string clang)
    {
        string[] arguments =
        [
            "--target=riscv64-unknown-none-elf", $"-march={target.March}", $"-mabi={target.Abi}", "-mcmodel=medany", "-mno-relax",
            "-O2", "-flto=thin", "-Wno-override-module", "-c", file, "-o", Path.ChangeExtension(file, ".bc"),
        ];
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(clang, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.Error.WriteLine($"lume-bind: {Path.GetFileName(file)}: {errors}");
        }

        return process.ExitCode == 0;
    }
}
