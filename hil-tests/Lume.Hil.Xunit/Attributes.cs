// What a test on a board says about itself.
using System;
using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace Lume.Hil.Xunit;

/// <summary>A test that runs on every board of the bench that has what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(BoardFactDiscoverer))]
public sealed class BoardFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : FactAttribute(file, line);

/// <summary>The test, or every test of the class, needs one of these kinds of boards (or one of these boards, by id).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class NeedsBoardAttribute(params string[] boards) : Attribute
{
    /// <summary>Kinds or ids; one of them is enough.</summary>
    public string[] Boards => boards;
}

/// <summary>The test, or every test of the class, needs all of these at the board.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeedsFixtureAttribute(params string[] fixtures) : Attribute
{
    /// <summary>Names of fixtures.</summary>
    public string[] Fixtures => fixtures;
}

/// <summary>The test, or every test of the class, takes the board as the test before it left it: no reset, unless there is no shell.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class NoResetAttribute : Attribute;

/// <summary>The test runs on the first board that is free, and on that one only.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class OnceAttribute : Attribute;
