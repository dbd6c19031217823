// The exceptions that compiled code raises by itself.

using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Throws for failed checks and for code that cannot be compiled. ilc and the code generator bind the names.</summary>
/// <remarks>Numbers come from ilc's table of messages, which the image does not carry; they go into the message instead.</remarks>
internal static class ThrowHelpers
{
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowIndexOutOfRangeException() => throw new IndexOutOfRangeException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowOverflowException() => throw new OverflowException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowDivideByZeroException() => throw new DivideByZeroException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowNullReferenceException() => throw new NullReferenceException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowArrayTypeMismatchException() => throw new ArrayTypeMismatchException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowArgumentException() => throw new ArgumentException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowArgumentOutOfRangeException() => throw new ArgumentOutOfRangeException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowNotImplementedException() => throw new NotImplementedException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowNotSupportedException() => throw new NotSupportedException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowPlatformNotSupportedException() => throw new PlatformNotSupportedException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowInvalidProgramException(ExceptionStringID id) => throw new InvalidProgramException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowInvalidProgramExceptionWithArgument(ExceptionStringID id, string methodName) =>
        throw new InvalidProgramException("The body of method '" + methodName + "' is invalid.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowTypeLoadException(ExceptionStringID id, string className, string typeName) =>
        throw new TypeLoadException("Could not load type '" + className + "' from assembly '" + typeName + "'.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowTypeLoadExceptionWithArgument(ExceptionStringID id, string className, string typeName, string messageArg) =>
        throw new TypeLoadException("Could not load type '" + className + "' from assembly '" + typeName + "': " + messageArg);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowMissingMethodException(ExceptionStringID id, string methodName) =>
        throw new MissingMethodException("Method not found: '" + methodName + "'.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowMissingFieldException(ExceptionStringID id, string fieldName) =>
        throw new MissingFieldException("Field not found: '" + fieldName + "'.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowFileNotFoundException(ExceptionStringID id, string fileName) =>
        throw new TypeLoadException("Could not load file or assembly '" + fileName + "'.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowAmbiguousMatchException(ExceptionStringID id) =>
        throw new System.Runtime.AmbiguousImplementationException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowBadImageFormatException(ExceptionStringID id) => throw new BadImageFormatException();

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowMarshalDirectiveException(ExceptionStringID id) =>
        throw new NotSupportedException("Marshalling is not supported.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowNotSupportedInlineArrayEqualsGetHashCode() =>
        throw new NotSupportedException("Calling the Equals or GetHashCode method of an inline array is not supported.");

    // Bodies that ilc removed because nothing could reach them: getting here is a compiler bug.
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowFeatureBodyRemoved() => throw new NotSupportedException("The method was removed from the image.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowInstanceBodyRemoved() => throw new NotSupportedException("The method was removed from the image.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowBodyRemoved() => throw new NotSupportedException("The method was removed from the image.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowUnavailableType() => throw new TypeLoadException("The type was removed from the image.");
}

/// <summary>Which message ilc means; the numbers are its own.</summary>
internal enum ExceptionStringID
{
    ClassLoadGeneral,
}
