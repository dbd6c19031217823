// The first pass of a throw: who will catch it. Nothing is unwound yet.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Internal.Runtime.Unwinding;

namespace Internal.Runtime;

/// <summary>Asks the clauses around each call of the stack, inner first.</summary>
/// <remarks>Nothing here allocates, so an exception can be thrown when there is no memory. Filters may do as they like.</remarks>
internal static unsafe class HandlerSearch
{
    /// <summary>What the code generator puts for a filter where a typed clause has a MethodTable, which never begins with 0.</summary>
    private struct Filter
    {
        internal nint Mark;
        internal delegate*<Exception, nint, int> Code;
    }

    /// <summary>Finds the clause that takes the exception, and records the frames up to there. False when nobody takes it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="cursor">The frame that throws.</param>
    /// <param name="isListed">Whether the exception's trace has that frame already.</param>
    /// <param name="target">Where the exception is caught.</param>
    internal static bool TryFind(Exception exception, scoped ref FrameCursor cursor, bool isListed, out UnwindTarget target)
    {
        ImageSections* sections = ImageSections.Current;
        while (cursor.TryLocate())
        {
            if (!isListed)
            {
                exception.RecordFrame(cursor.Registers.ProgramCounter);
            }

            isListed = false;
            if (LandingPads.TryFind(in cursor.Function, cursor.LookupAddress, sections->CallTablesStart, sections->CallTablesEnd, out ProtectedCall call)
                && cursor.TryFindBase(out ulong frame))
            {
                while (call.TryNext())
                {
                    if (Takes(*(nint*)call.Cell, frame, exception))
                    {
                        target = new UnwindTarget(frame, call.Clause);
                        return true;
                    }
                }
            }

            if (!cursor.TryStep())
            {
                break;
            }
        }

        target = default;
        return false;
    }

    private static bool Takes(nint clause, ulong frame, Exception exception)
    {
        Filter* filter = (Filter*)clause;

        // The method's block of shared variables is its ninth argument, and so the first that lies on the stack.
        return filter->Mark == 0
            ? Accepts(filter->Code, exception, *(nint*)frame)
            : TypeCast.IsInstanceOfException((MethodTable*)clause, exception);
    }

    /// <summary>Runs a filter. One that throws has declined.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Accepts(delegate*<Exception, nint, int> filter, Exception exception, nint block)
    {
        try
        {
            return filter(exception, block) != 0;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
