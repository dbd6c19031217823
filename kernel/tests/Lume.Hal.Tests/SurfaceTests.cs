// The machine's assembly and the host's offer the same public API.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class SurfaceTests
{
    private static readonly string[] s_oneSided = ["Lume.Hal.Fake", "Lume.Hal.RiscV64", "System.Runtime"];

    [Fact]
    public void Machine_and_host_offer_the_same_public_types_and_members()
    {
        string builds = Path.Combine(FindRoot(), "artifacts", "kernel", "bin", "Lume.Hal");
        string machine = new[] { "debug", "release" }
            .Select(configuration => Path.Combine(builds, configuration, "Lume.Hal.dll"))
            .MaxBy(File.GetLastWriteTimeUtc)!;
        string host = typeof(TrapFrame).Assembly.Location;
        Assert.SkipUnless(
            File.Exists(machine) && File.GetLastWriteTimeUtc(machine) >= File.GetLastWriteTimeUtc(host).AddHours(-1),
            "no recent kernel build of Lume.Hal: dotnet build kernel/hal -p:LumeTarget=kernel");
        Assert.Equal(PublicSurface(host), PublicSurface(machine));
    }

    private static List<string> PublicSurface(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        List<string> surface = [];
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            string name = FullName(reader, type);
            if (!IsPublic(reader, type) || s_oneSided.Any(n => name.StartsWith(n + ".", StringComparison.Ordinal)))
            {
                continue;
            }

            surface.Add(name);
            surface.AddRange(type.GetMethods().Select(reader.GetMethodDefinition)
                .Where(m => (m.Attributes & System.Reflection.MethodAttributes.MemberAccessMask) == System.Reflection.MethodAttributes.Public)
                .Select(m => $"{name}.{reader.GetString(m.Name)}({string.Join(",", m.GetParameters().Select(p => reader.GetString(reader.GetParameter(p).Name)))})"));
            surface.AddRange(type.GetFields().Select(reader.GetFieldDefinition)
                .Where(f => (f.Attributes & System.Reflection.FieldAttributes.FieldAccessMask) == System.Reflection.FieldAttributes.Public)
                .Select(f => $"{name}.{reader.GetString(f.Name)}"));
        }

        surface.Sort(StringComparer.Ordinal);
        return surface;
    }

    private static bool IsPublic(MetadataReader reader, TypeDefinition type)
    {
        System.Reflection.TypeAttributes visibility = type.Attributes & System.Reflection.TypeAttributes.VisibilityMask;
        return visibility == System.Reflection.TypeAttributes.Public
            || (visibility == System.Reflection.TypeAttributes.NestedPublic && IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())));
    }

    private static string FullName(MetadataReader reader, TypeDefinition type)
        => type.GetDeclaringType().IsNil
            ? $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"
            : $"{FullName(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}/{reader.GetString(type.Name)}";

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? "";
    }
}
