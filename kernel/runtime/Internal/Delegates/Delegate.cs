// Delegates: the four fields that ilc's Invoke and thunks read, and how compiled code fills them in.

using System.Runtime;
using System.Runtime.CompilerServices;

using Internal.Runtime;
using Internal.Runtime.CompilerServices;

namespace System;

/// <summary>A callable method with an optional bound first argument.</summary>
/// <remarks>
/// <para>Invoke calls <c>_functionPointer</c> with <c>_firstParameter</c> as <c>this</c>. For a closed instance delegate that is the method
/// and its object. For all others it is a thunk that ilc wrote and the delegate itself; the thunk finds its target in
/// <c>_extraFunctionPointerOrData</c> and <c>_helperObject</c>. A multicast delegate keeps its list in <c>_helperObject</c> and its
/// length in <c>_extraFunctionPointerOrData</c>.</para>
/// <para>Names and order of the fields and of the Initialize methods are known to ilc.</para>
/// </remarks>
public abstract partial class Delegate
{
    private object? _firstParameter;
    private object? _helperObject;
    private nint _extraFunctionPointerOrData;
    private nint _functionPointer;

    // What GetThunk may be asked for.
    private protected const int MulticastThunk = 0;
    private protected const int ClosedStaticThunk = 1;
    private protected const int OpenStaticThunk = 2;
    private protected const int ClosedInstanceThunkOverGenericMethod = 3;

    private protected Delegate()
    {
    }

    /// <summary>The object that the last method of the list is bound to; null when it is not bound.</summary>
    public object? Target
    {
        get
        {
            if (_helperObject is Wrapper[] list)
            {
                return list[(int)_extraFunctionPointerOrData - 1].Value.Target;
            }

            if (_functionPointer == GetThunk(ClosedStaticThunk)
                || _functionPointer == GetThunk(ClosedInstanceThunkOverGenericMethod))
            {
                return _helperObject;
            }

            return ReferenceEquals(_firstParameter, this) ? null : _firstParameter;
        }
    }

    // ilc overrides this in each delegate type; 0 when the type does not need that thunk.
    private protected virtual nint GetThunk(int whichThunk) => 0;

    // Called by ilc's constructors: an instance method of a class that is not generic.
    private void InitializeClosedInstance(object firstParameter, nint functionPointer)
    {
        RequireTarget(firstParameter);
        _functionPointer = functionPointer;
        _firstParameter = firstParameter;
    }

    // Called by ilc's constructors: an instance method whose code may need a hidden generic argument.
    private void InitializeClosedInstanceSlow(object firstParameter, nint functionPointer)
    {
        RequireTarget(firstParameter);
        BindInstance(firstParameter, functionPointer);
    }

    // ilc binds the name when it keeps what reflection would ask of delegates.
    internal nint GetActualTargetFunctionPointer(RuntimeMethodHandle openMethod) =>
        openMethod.Value != 0 ? _functionPointer : _extraFunctionPointerOrData;

    // Called by ilc's constructors: a generic virtual method, found by the type of the object.
    private void InitializeClosedInstanceWithGVMResolution(object firstParameter, RuntimeMethodHandle tokenOfGenericVirtualMethod)
    {
        if (firstParameter is null)
        {
            throw new NullReferenceException();
        }

        BindInstance(firstParameter, TypeLoaderExports.GVMLookupForSlot(firstParameter, tokenOfGenericVirtualMethod));
    }

    // Called by ilc's constructors: an interface method, found by the type of the object.
    private unsafe void InitializeClosedInstanceToInterface(object firstParameter, nint dispatchCell)
    {
        if (firstParameter is null)
        {
            throw new NullReferenceException();
        }

        _functionPointer = InterfaceDispatch.Resolve(firstParameter, (InterfaceDispatchCell*)dispatchCell);
        _firstParameter = firstParameter;
    }

    // Called by ilc's constructors: a static method bound to its first argument.
    private void InitializeClosedStaticThunk(object firstParameter, nint functionPointer, nint functionPointerThunk)
    {
        _extraFunctionPointerOrData = functionPointer;
        _helperObject = firstParameter;
        _functionPointer = functionPointerThunk;
        _firstParameter = this;
    }

    // Called by ilc's constructors: a static method.
    private void InitializeOpenStaticThunk(object _, nint functionPointer, nint functionPointerThunk)
    {
        _firstParameter = this;
        _functionPointer = functionPointerThunk;
        _extraFunctionPointerOrData = functionPointer;
    }

    private void BindInstance(object firstParameter, nint functionPointer)
    {
        if (!FatFunctionPointer.IsFat(functionPointer))
        {
            _functionPointer = functionPointer;
            _firstParameter = firstParameter;
            return;
        }

        // The thunk passes the hidden argument that a plain call through _functionPointer could not.
        _firstParameter = this;
        _functionPointer = GetThunk(ClosedInstanceThunkOverGenericMethod);
        _extraFunctionPointerOrData = functionPointer;
        _helperObject = firstParameter;
    }

    private static void RequireTarget(object? firstParameter)
    {
        if (firstParameter is null)
        {
            throw new ArgumentException("Delegate to an instance method cannot have null 'this'.");
        }
    }

    /// <summary>Whether two delegates have the same type and call the same methods on the same objects.</summary>
    public override bool Equals(object? obj)
    {
        if (ReferenceEquals(this, obj))
        {
            return true;
        }

        return obj is Delegate other && SameType(this, other) && SameTarget(other);
    }

    /// <summary>The same for equal delegates.</summary>
    public override int GetHashCode()
    {
        if (_helperObject is Wrapper[] list)
        {
            int hash = 0;
            int count = (int)_extraFunctionPointerOrData;
            for (int i = 0; i < count; i++)
            {
                hash = hash * 33 + list[i].Value.GetHashCode();
            }

            return hash;
        }

        nint code = FatFunctionPointer.CodeOf(_extraFunctionPointerOrData != 0 ? _extraFunctionPointerOrData : _functionPointer);
        object? target = Target;
        int targetHash = target is null ? 0 : RuntimeHelpers.GetHashCode(target);
        return (int)(code >> 1) ^ targetHash;
    }

    private static unsafe bool SameType(Delegate a, Delegate b) => a.GetMethodTable() == b.GetMethodTable();

    private bool SameTarget(Delegate other)
    {
        if (_helperObject is Wrapper[] list)
        {
            return other._helperObject is Wrapper[] otherList
                && _extraFunctionPointerOrData == other._extraFunctionPointerOrData
                && SameEntries(list, 0, otherList, 0, (int)_extraFunctionPointerOrData);
        }

        if (!FatFunctionPointer.Same(_extraFunctionPointerOrData, other._extraFunctionPointerOrData)
            || _functionPointer != other._functionPointer
            || !ReferenceEquals(_helperObject, other._helperObject))
        {
            return false;
        }

        // A delegate that goes through a thunk points at itself, which says nothing about its target.
        bool throughThunk = ReferenceEquals(_firstParameter, this);
        return throughThunk
            ? ReferenceEquals(other._firstParameter, other)
            : ReferenceEquals(_firstParameter, other._firstParameter);
    }

    public static bool operator ==(Delegate? a, Delegate? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(Delegate? a, Delegate? b) => !(a == b);
}

/// <summary>The base of all delegate types that the C# compiler makes.</summary>
public abstract class MulticastDelegate : Delegate
{
    private protected MulticastDelegate()
    {
    }

    public static bool operator ==(MulticastDelegate? a, MulticastDelegate? b) => (Delegate?)a == (Delegate?)b;

    public static bool operator !=(MulticastDelegate? a, MulticastDelegate? b) => (Delegate?)a != (Delegate?)b;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
