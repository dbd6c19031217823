// The list of all programs. One line each here and below; a host test checks that none is missing.

namespace Lume.Conformance;

internal static class ProgramTable
{
    /// <summary>Number of programs.</summary>
    public const int Count = 287;

    /// <summary>Family and name of a program.</summary>
    public static string NameOf(int index) => index switch
    {
        0 => "Arithmetic/CheckedAdd",
        1 => "Arithmetic/CheckedSubtract",
        2 => "Arithmetic/CheckedMultiply",
        3 => "Arithmetic/CheckedUnsigned",
        4 => "Arithmetic/CheckedNegate",
        5 => "Arithmetic/CheckedConversionsOfSigned",
        6 => "Arithmetic/CheckedConversionsOfUnsigned",
        7 => "Arithmetic/CheckedConversionsOfFloating",
        8 => "Arithmetic/CheckedBlocksNest",
        9 => "Arithmetic/NarrowingConversions",
        10 => "Arithmetic/WideningConversions",
        11 => "Arithmetic/FloatingToIntegerSaturates",
        12 => "Arithmetic/SingleToInteger",
        13 => "Arithmetic/IntegerToFloating",
        14 => "Arithmetic/DoubleAndSingle",
        15 => "Arithmetic/CharactersAndNumbers",
        16 => "Arithmetic/EnumsAreIntegers",
        17 => "Arithmetic/Int32Wraps",
        18 => "Arithmetic/Int64Wraps",
        19 => "Arithmetic/UInt32Wraps",
        20 => "Arithmetic/UInt64Wraps",
        21 => "Arithmetic/SmallIntegersWrap",
        22 => "Arithmetic/Division32",
        23 => "Arithmetic/Division64",
        24 => "Arithmetic/DivisionUnsigned",
        25 => "Arithmetic/DivisionByConstants",
        26 => "Arithmetic/Shifts32",
        27 => "Arithmetic/Shifts64",
        28 => "Arithmetic/ShiftsOfSmallTypes",
        29 => "Arithmetic/BitwiseOperators",
        30 => "Arithmetic/IncrementsAndCompound",
        31 => "Arithmetic/NativeIntegers",
        32 => "Arithmetic/Comparisons",
        33 => "Arithmetic/MultiplyHigh",
        34 => "Arithmetic/GreatestCommonDivisor",
        35 => "Floating/DoubleArithmetic",
        36 => "Floating/SingleArithmetic",
        37 => "Floating/FloatingComparisons",
        38 => "Floating/NaNInBranches",
        39 => "Floating/FloatingLoops",
        40 => "Floating/ManyFloatingParameters",
        41 => "Floating/FloatingInStructs",
        42 => "Floating/FloatingGenerics",
        43 => "Floating/FloatingArrays",
        44 => "Floating/FloatingBits",
        45 => "Control/Loops",
        46 => "Control/NestedBreaks",
        47 => "Control/Gotos",
        48 => "Control/DenseSwitch",
        49 => "Control/SparseSwitch",
        50 => "Control/StringSwitch",
        51 => "Control/CharacterSwitch",
        52 => "Control/EnumSwitch",
        53 => "Control/ShortCircuit",
        54 => "Control/Conditionals",
        55 => "Control/Recursion",
        56 => "Control/Sieve",
        57 => "Control/Collatz",
        58 => "Control/ManyParameters",
        59 => "Control/LocalFunctions",
        60 => "Control/OutAndRefParameters",
        61 => "Structs/StructMethods",
        62 => "Structs/ReadonlyStructs",
        63 => "Structs/GenericStructs",
        64 => "Structs/ReturnedStructs",
        65 => "Structs/RefStructs",
        66 => "Structs/RefFields",
        67 => "Structs/ExplicitUnions",
        68 => "Structs/PackedStructs",
        69 => "Structs/FixedBuffers",
        70 => "Structs/InlineArrays",
        71 => "Structs/StructsWithInterfaces",
        72 => "Structs/DefaultStructs",
        73 => "Structs/StructEquality",
        74 => "Structs/StructsThroughRefs",
        75 => "Structs/TinyStructs",
        76 => "Structs/MediumStructs",
        77 => "Structs/LargeStructs",
        78 => "Structs/ManyStructParameters",
        79 => "Structs/CopiesAreIndependent",
        80 => "Structs/NestedStructs",
        81 => "Memory/PointerArithmetic",
        82 => "Memory/StackMemory",
        83 => "Memory/PointersToFields",
        84 => "Memory/UnalignedAccess",
        85 => "Memory/FunctionPointers",
        86 => "Memory/FunctionPointerTables",
        87 => "Memory/SpanBasics",
        88 => "Memory/SpanBounds",
        89 => "Memory/SpanCopies",
        90 => "Memory/SpanSearch",
        91 => "Memory/StackallocSpans",
        92 => "Memory/SpansOfStructs",
        93 => "Memory/MemoryOfArrays",
        94 => "Memory/ParamsSpans",
        95 => "Memory/UnsafeReferences",
        96 => "Classes/VirtualCalls",
        97 => "Classes/AbstractClasses",
        98 => "Classes/NewSlots",
        99 => "Classes/Constructors",
        100 => "Classes/Casts",
        101 => "Classes/Boxing",
        102 => "Classes/EnumBoxing",
        103 => "Classes/Nullables",
        104 => "Classes/NullableBoxing",
        105 => "Classes/ObjectMethods",
        106 => "Classes/Indexers",
        107 => "Classes/PropertiesAndInitializers",
        108 => "Classes/OperatorOverloads",
        109 => "Classes/NullChecks",
        110 => "Classes/NestedAndPartial",
        111 => "Classes/ExpressionTrees",
        112 => "Classes/PrimaryConstructors",
        113 => "Interfaces/SimpleDispatch",
        114 => "Interfaces/ExplicitImplementations",
        115 => "Interfaces/InheritedImplementations",
        116 => "Interfaces/DefaultMethods",
        117 => "Interfaces/DiamondOfDefaults",
        118 => "Interfaces/GenericInterfaces",
        119 => "Interfaces/Variance",
        120 => "Interfaces/ManyInterfaces",
        121 => "Interfaces/InterfaceCasts",
        122 => "Interfaces/StaticAbstractMembers",
        123 => "Interfaces/GenericVirtualMethods",
        124 => "Interfaces/InterfacesOnArrays",
        125 => "Interfaces/MegamorphicCalls",
        126 => "Generics/GenericMethods",
        127 => "Generics/GenericClasses",
        128 => "Generics/StaticsPerInstantiation",
        129 => "Generics/SharedCodeLookups",
        130 => "Generics/NestedGenerics",
        131 => "Generics/GenericRecursion",
        132 => "Generics/PolymorphicRecursion",
        133 => "Generics/Constraints",
        134 => "Generics/GenericDefaultComparers",
        135 => "Generics/GenericBoxingChecks",
        136 => "Generics/GenericTypeTests",
        137 => "Generics/StructGenericsAsBehaviour",
        138 => "Generics/GenericDelegatesAndLambdas",
        139 => "Generics/GenericInheritance",
        140 => "Generics/GenericArraysAndRefs",
        141 => "Generics/GenericInterfaceOverStructs",
        142 => "Generics/GenericExceptionsAndTry",
        143 => "Delegates/StaticAndInstance",
        144 => "Delegates/VirtualAndInterfaceTargets",
        145 => "Delegates/StructTargets",
        146 => "Delegates/Closures",
        147 => "Delegates/NestedClosures",
        148 => "Delegates/Multicast",
        149 => "Delegates/MulticastExceptions",
        150 => "Delegates/DelegateEquality",
        151 => "Delegates/GenericDelegates",
        152 => "Delegates/RefAndOutDelegates",
        153 => "Delegates/LargeDelegateSignatures",
        154 => "Delegates/EventsWork",
        155 => "Delegates/ExtensionTargets",
        156 => "Delegates/SortingWithDelegates",
        157 => "Statics/StaticFields",
        158 => "Statics/PreciseConstructors",
        159 => "Statics/ConstructorOrder",
        160 => "Statics/MutualConstructors",
        161 => "Statics/ThrowingConstructors",
        162 => "Statics/GenericStaticConstructors",
        163 => "Statics/StaticsInStructs",
        164 => "Statics/Constants",
        165 => "Statics/ReadonlyTables",
        166 => "Statics/BeforeFieldInit",
        167 => "Statics/StaticDelegatesAndLambdas",
        168 => "Strings/StringBasics",
        169 => "Strings/Concatenation",
        170 => "Strings/Interpolation",
        171 => "Strings/NumberFormatting",
        172 => "Strings/NumberParsing",
        173 => "Strings/Searching",
        174 => "Strings/SplittingAndTrimming",
        175 => "Strings/StringComparisons",
        176 => "Strings/Utf8Encoding",
        177 => "Strings/Characters",
        178 => "Strings/Builders",
        179 => "Strings/InterpolatedStringHandlers",
        180 => "Arrays/ArrayBasics",
        181 => "Arrays/ArrayBounds",
        182 => "Arrays/Covariance",
        183 => "Arrays/MultiDimensional",
        184 => "Arrays/MultiDimensionalCovariance",
        185 => "Arrays/Jagged",
        186 => "Arrays/ArrayCopies",
        187 => "Arrays/SortingAndSearching",
        188 => "Arrays/ArraysOfStructs",
        189 => "Arrays/IndexesAndRanges",
        190 => "Arrays/MatrixProduct",
        191 => "Arrays/LifeOnATorus",
        192 => "Exceptions/CatchByType",
        193 => "Exceptions/FinallyOrder",
        194 => "Exceptions/ReturnInTry",
        195 => "Exceptions/BreakAndContinueThroughFinally",
        196 => "Exceptions/Filters",
        197 => "Exceptions/FiltersThatThrow",
        198 => "Exceptions/FilterSeesLocals",
        199 => "Exceptions/Rethrow",
        200 => "Exceptions/NestedRethrow",
        201 => "Exceptions/ExceptionInFinally",
        202 => "Exceptions/ExceptionInCatch",
        203 => "Exceptions/ThroughManyFrames",
        204 => "Exceptions/ThroughCallsOfEveryKind",
        205 => "Exceptions/ThrownByInstructions",
        206 => "Exceptions/UsingStatements",
        207 => "Exceptions/LocalsAcrossHandlers",
        208 => "Exceptions/LoopsOfExceptions",
        209 => "Exceptions/NestedTryInEverything",
        210 => "Exceptions/ExceptionsInConstructors",
        211 => "Exceptions/ThrowExpressions",
        212 => "Exceptions/StructsAndRefsInHandlers",
        213 => "Exceptions/UnwindThroughGenerics",
        214 => "Exceptions/GuardedCalls",
        215 => "Modern/SimpleIterators",
        216 => "Modern/IteratorsWithFinally",
        217 => "Modern/IteratorPipelines",
        218 => "Modern/RecursiveIterators",
        219 => "Modern/ForeachPatterns",
        220 => "Modern/TupleEnumeration",
        221 => "Modern/GenericIterators",
        222 => "Modern/TypePatterns",
        223 => "Modern/RelationalPatterns",
        224 => "Modern/PropertyPatterns",
        225 => "Modern/ListPatterns",
        226 => "Modern/TupleAndPositionalPatterns",
        227 => "Modern/SwitchStatementPatterns",
        228 => "Modern/NoMatchingArm",
        229 => "Modern/RecordEquality",
        230 => "Modern/RecordCopies",
        231 => "Modern/RecordText",
        232 => "Modern/RecordStructs",
        233 => "Modern/Tuples",
        234 => "Modern/Deconstruction",
        235 => "Modern/CollectionExpressions",
        236 => "Modern/QueryExpressions",
        237 => "Modern/ExtensionMembers",
        238 => "Modern/AnonymousTypes",
        239 => "Collections/Lists",
        240 => "Collections/Dictionaries",
        241 => "Collections/DictionariesOfStrings",
        242 => "Collections/DictionariesOfStructs",
        243 => "Collections/HashSets",
        244 => "Collections/QueuesAndStacks",
        245 => "Collections/CustomComparers",
        246 => "Collections/LinkedAndSorted",
        247 => "Collections/WordCount",
        248 => "Collections/PriorityByHand",
        249 => "Collections/ShortestPaths",
        250 => "LowLevel/InterlockedIntegers",
        251 => "LowLevel/InterlockedReferences",
        252 => "LowLevel/VolatileAccess",
        253 => "LowLevel/BitTricks",
        254 => "LowLevel/Rotations",
        255 => "LowLevel/ByteOrder",
        256 => "LowLevel/Checksums",
        257 => "LowLevel/ChaChaBlock",
        258 => "LowLevel/MathFunctions",
        259 => "Gc/ManySmallObjects",
        260 => "Gc/LinkedLists",
        261 => "Gc/BinaryTrees",
        262 => "Gc/Cycles",
        263 => "Gc/LargeArrays",
        264 => "Gc/InteriorReferences",
        265 => "Gc/SpansKeepArrays",
        266 => "Gc/KeptByStatics",
        267 => "Gc/KeptByClosures",
        268 => "Gc/KeptByStructs",
        269 => "Gc/KeptInFlight",
        270 => "Gc/KeptAcrossExceptions",
        271 => "Gc/StringChurn",
        272 => "Gc/DictionaryChurn",
        273 => "Gc/SlotsAreReused",
        274 => "Gc/ObjectGraphSurvives",
        275 => "Gc/LoopsOverInteriorPointers",
        276 => "LowLevel/MemoryOfEveryAlignment",
        277 => "Interfaces/ManyTypesAtOneSite",
        278 => "Control/LongBranches",
        279 => "Control/ManyVariables",
        280 => "Arrays/ElementsOfEveryWidth",
        281 => "Generics/VirtualsThroughBaseChains",
        282 => "Generics/VirtualsOfInterfaces",
        283 => "Generics/VirtualsAsDelegates",
        284 => "Generics/VirtualsWithDictionaries",
        285 => "Generics/VirtualsWithConstraints",
        286 => "Generics/VirtualsOfManyShapes",
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Runs a program.</summary>
    public static void Run(int index)
    {
        switch (index)
        {
            case 0: Programs.Arithmetic.CheckedAdd.Run(); break;
            case 1: Programs.Arithmetic.CheckedSubtract.Run(); break;
            case 2: Programs.Arithmetic.CheckedMultiply.Run(); break;
            case 3: Programs.Arithmetic.CheckedUnsigned.Run(); break;
            case 4: Programs.Arithmetic.CheckedNegate.Run(); break;
            case 5: Programs.Arithmetic.CheckedConversionsOfSigned.Run(); break;
            case 6: Programs.Arithmetic.CheckedConversionsOfUnsigned.Run(); break;
            case 7: Programs.Arithmetic.CheckedConversionsOfFloating.Run(); break;
            case 8: Programs.Arithmetic.CheckedBlocksNest.Run(); break;
            case 9: Programs.Arithmetic.NarrowingConversions.Run(); break;
            case 10: Programs.Arithmetic.WideningConversions.Run(); break;
            case 11: Programs.Arithmetic.FloatingToIntegerSaturates.Run(); break;
            case 12: Programs.Arithmetic.SingleToInteger.Run(); break;
            case 13: Programs.Arithmetic.IntegerToFloating.Run(); break;
            case 14: Programs.Arithmetic.DoubleAndSingle.Run(); break;
            case 15: Programs.Arithmetic.CharactersAndNumbers.Run(); break;
            case 16: Programs.Arithmetic.EnumsAreIntegers.Run(); break;
            case 17: Programs.Arithmetic.Int32Wraps.Run(); break;
            case 18: Programs.Arithmetic.Int64Wraps.Run(); break;
            case 19: Programs.Arithmetic.UInt32Wraps.Run(); break;
            case 20: Programs.Arithmetic.UInt64Wraps.Run(); break;
            case 21: Programs.Arithmetic.SmallIntegersWrap.Run(); break;
            case 22: Programs.Arithmetic.Division32.Run(); break;
            case 23: Programs.Arithmetic.Division64.Run(); break;
            case 24: Programs.Arithmetic.DivisionUnsigned.Run(); break;
            case 25: Programs.Arithmetic.DivisionByConstants.Run(); break;
            case 26: Programs.Arithmetic.Shifts32.Run(); break;
            case 27: Programs.Arithmetic.Shifts64.Run(); break;
            case 28: Programs.Arithmetic.ShiftsOfSmallTypes.Run(); break;
            case 29: Programs.Arithmetic.BitwiseOperators.Run(); break;
            case 30: Programs.Arithmetic.IncrementsAndCompound.Run(); break;
            case 31: Programs.Arithmetic.NativeIntegers.Run(); break;
            case 32: Programs.Arithmetic.Comparisons.Run(); break;
            case 33: Programs.Arithmetic.MultiplyHigh.Run(); break;
            case 34: Programs.Arithmetic.GreatestCommonDivisor.Run(); break;
            case 35: Programs.Floating.DoubleArithmetic.Run(); break;
            case 36: Programs.Floating.SingleArithmetic.Run(); break;
            case 37: Programs.Floating.FloatingComparisons.Run(); break;
            case 38: Programs.Floating.NaNInBranches.Run(); break;
            case 39: Programs.Floating.FloatingLoops.Run(); break;
            case 40: Programs.Floating.ManyFloatingParameters.Run(); break;
            case 41: Programs.Floating.FloatingInStructs.Run(); break;
            case 42: Programs.Floating.FloatingGenerics.Run(); break;
            case 43: Programs.Floating.FloatingArrays.Run(); break;
            case 44: Programs.Floating.FloatingBits.Run(); break;
            case 45: Programs.Control.Loops.Run(); break;
            case 46: Programs.Control.NestedBreaks.Run(); break;
            case 47: Programs.Control.Gotos.Run(); break;
            case 48: Programs.Control.DenseSwitch.Run(); break;
            case 49: Programs.Control.SparseSwitch.Run(); break;
            case 50: Programs.Control.StringSwitch.Run(); break;
            case 51: Programs.Control.CharacterSwitch.Run(); break;
            case 52: Programs.Control.EnumSwitch.Run(); break;
            case 53: Programs.Control.ShortCircuit.Run(); break;
            case 54: Programs.Control.Conditionals.Run(); break;
            case 55: Programs.Control.Recursion.Run(); break;
            case 56: Programs.Control.Sieve.Run(); break;
            case 57: Programs.Control.Collatz.Run(); break;
            case 58: Programs.Control.ManyParameters.Run(); break;
            case 59: Programs.Control.LocalFunctions.Run(); break;
            case 60: Programs.Control.OutAndRefParameters.Run(); break;
            case 61: Programs.Structs.StructMethods.Run(); break;
            case 62: Programs.Structs.ReadonlyStructs.Run(); break;
            case 63: Programs.Structs.GenericStructs.Run(); break;
            case 64: Programs.Structs.ReturnedStructs.Run(); break;
            case 65: Programs.Structs.RefStructs.Run(); break;
            case 66: Programs.Structs.RefFields.Run(); break;
            case 67: Programs.Structs.ExplicitUnions.Run(); break;
            case 68: Programs.Structs.PackedStructs.Run(); break;
            case 69: Programs.Structs.FixedBuffers.Run(); break;
            case 70: Programs.Structs.InlineArrays.Run(); break;
            case 71: Programs.Structs.StructsWithInterfaces.Run(); break;
            case 72: Programs.Structs.DefaultStructs.Run(); break;
            case 73: Programs.Structs.StructEquality.Run(); break;
            case 74: Programs.Structs.StructsThroughRefs.Run(); break;
            case 75: Programs.Structs.TinyStructs.Run(); break;
            case 76: Programs.Structs.MediumStructs.Run(); break;
            case 77: Programs.Structs.LargeStructs.Run(); break;
            case 78: Programs.Structs.ManyStructParameters.Run(); break;
            case 79: Programs.Structs.CopiesAreIndependent.Run(); break;
            case 80: Programs.Structs.NestedStructs.Run(); break;
            case 81: Programs.Memory.PointerArithmetic.Run(); break;
            case 82: Programs.Memory.StackMemory.Run(); break;
            case 83: Programs.Memory.PointersToFields.Run(); break;
            case 84: Programs.Memory.UnalignedAccess.Run(); break;
            case 85: Programs.Memory.FunctionPointers.Run(); break;
            case 86: Programs.Memory.FunctionPointerTables.Run(); break;
            case 87: Programs.Memory.SpanBasics.Run(); break;
            case 88: Programs.Memory.SpanBounds.Run(); break;
            case 89: Programs.Memory.SpanCopies.Run(); break;
            case 90: Programs.Memory.SpanSearch.Run(); break;
            case 91: Programs.Memory.StackallocSpans.Run(); break;
            case 92: Programs.Memory.SpansOfStructs.Run(); break;
            case 93: Programs.Memory.MemoryOfArrays.Run(); break;
            case 94: Programs.Memory.ParamsSpans.Run(); break;
            case 95: Programs.Memory.UnsafeReferences.Run(); break;
            case 96: Programs.Classes.VirtualCalls.Run(); break;
            case 97: Programs.Classes.AbstractClasses.Run(); break;
            case 98: Programs.Classes.NewSlots.Run(); break;
            case 99: Programs.Classes.Constructors.Run(); break;
            case 100: Programs.Classes.Casts.Run(); break;
            case 101: Programs.Classes.Boxing.Run(); break;
            case 102: Programs.Classes.EnumBoxing.Run(); break;
            case 103: Programs.Classes.Nullables.Run(); break;
            case 104: Programs.Classes.NullableBoxing.Run(); break;
            case 105: Programs.Classes.ObjectMethods.Run(); break;
            case 106: Programs.Classes.Indexers.Run(); break;
            case 107: Programs.Classes.PropertiesAndInitializers.Run(); break;
            case 108: Programs.Classes.OperatorOverloads.Run(); break;
            case 109: Programs.Classes.NullChecks.Run(); break;
            case 110: Programs.Classes.NestedAndPartial.Run(); break;
            case 111: Programs.Classes.ExpressionTrees.Run(); break;
            case 112: Programs.Classes.PrimaryConstructors.Run(); break;
            case 113: Programs.Interfaces.SimpleDispatch.Run(); break;
            case 114: Programs.Interfaces.ExplicitImplementations.Run(); break;
            case 115: Programs.Interfaces.InheritedImplementations.Run(); break;
            case 116: Programs.Interfaces.DefaultMethods.Run(); break;
            case 117: Programs.Interfaces.DiamondOfDefaults.Run(); break;
            case 118: Programs.Interfaces.GenericInterfaces.Run(); break;
            case 119: Programs.Interfaces.Variance.Run(); break;
            case 120: Programs.Interfaces.ManyInterfaces.Run(); break;
            case 121: Programs.Interfaces.InterfaceCasts.Run(); break;
            case 122: Programs.Interfaces.StaticAbstractMembers.Run(); break;
            case 123: Programs.Interfaces.GenericVirtualMethods.Run(); break;
            case 124: Programs.Interfaces.InterfacesOnArrays.Run(); break;
            case 125: Programs.Interfaces.MegamorphicCalls.Run(); break;
            case 126: Programs.Generics.GenericMethods.Run(); break;
            case 127: Programs.Generics.GenericClasses.Run(); break;
            case 128: Programs.Generics.StaticsPerInstantiation.Run(); break;
            case 129: Programs.Generics.SharedCodeLookups.Run(); break;
            case 130: Programs.Generics.NestedGenerics.Run(); break;
            case 131: Programs.Generics.GenericRecursion.Run(); break;
            case 132: Programs.Generics.PolymorphicRecursion.Run(); break;
            case 133: Programs.Generics.Constraints.Run(); break;
            case 134: Programs.Generics.GenericDefaultComparers.Run(); break;
            case 135: Programs.Generics.GenericBoxingChecks.Run(); break;
            case 136: Programs.Generics.GenericTypeTests.Run(); break;
            case 137: Programs.Generics.StructGenericsAsBehaviour.Run(); break;
            case 138: Programs.Generics.GenericDelegatesAndLambdas.Run(); break;
            case 139: Programs.Generics.GenericInheritance.Run(); break;
            case 140: Programs.Generics.GenericArraysAndRefs.Run(); break;
            case 141: Programs.Generics.GenericInterfaceOverStructs.Run(); break;
            case 142: Programs.Generics.GenericExceptionsAndTry.Run(); break;
            case 143: Programs.Delegates.StaticAndInstance.Run(); break;
            case 144: Programs.Delegates.VirtualAndInterfaceTargets.Run(); break;
            case 145: Programs.Delegates.StructTargets.Run(); break;
            case 146: Programs.Delegates.Closures.Run(); break;
            case 147: Programs.Delegates.NestedClosures.Run(); break;
            case 148: Programs.Delegates.Multicast.Run(); break;
            case 149: Programs.Delegates.MulticastExceptions.Run(); break;
            case 150: Programs.Delegates.DelegateEquality.Run(); break;
            case 151: Programs.Delegates.GenericDelegates.Run(); break;
            case 152: Programs.Delegates.RefAndOutDelegates.Run(); break;
            case 153: Programs.Delegates.LargeDelegateSignatures.Run(); break;
            case 154: Programs.Delegates.EventsWork.Run(); break;
            case 155: Programs.Delegates.ExtensionTargets.Run(); break;
            case 156: Programs.Delegates.SortingWithDelegates.Run(); break;
            case 157: Programs.Statics.StaticFields.Run(); break;
            case 158: Programs.Statics.PreciseConstructors.Run(); break;
            case 159: Programs.Statics.ConstructorOrder.Run(); break;
            case 160: Programs.Statics.MutualConstructors.Run(); break;
            case 161: Programs.Statics.ThrowingConstructors.Run(); break;
            case 162: Programs.Statics.GenericStaticConstructors.Run(); break;
            case 163: Programs.Statics.StaticsInStructs.Run(); break;
            case 164: Programs.Statics.Constants.Run(); break;
            case 165: Programs.Statics.ReadonlyTables.Run(); break;
            case 166: Programs.Statics.BeforeFieldInit.Run(); break;
            case 167: Programs.Statics.StaticDelegatesAndLambdas.Run(); break;
            case 168: Programs.Strings.StringBasics.Run(); break;
            case 169: Programs.Strings.Concatenation.Run(); break;
            case 170: Programs.Strings.Interpolation.Run(); break;
            case 171: Programs.Strings.NumberFormatting.Run(); break;
            case 172: Programs.Strings.NumberParsing.Run(); break;
            case 173: Programs.Strings.Searching.Run(); break;
            case 174: Programs.Strings.SplittingAndTrimming.Run(); break;
            case 175: Programs.Strings.StringComparisons.Run(); break;
            case 176: Programs.Strings.Utf8Encoding.Run(); break;
            case 177: Programs.Strings.Characters.Run(); break;
            case 178: Programs.Strings.Builders.Run(); break;
            case 179: Programs.Strings.InterpolatedStringHandlers.Run(); break;
            case 180: Programs.Arrays.ArrayBasics.Run(); break;
            case 181: Programs.Arrays.ArrayBounds.Run(); break;
            case 182: Programs.Arrays.Covariance.Run(); break;
            case 183: Programs.Arrays.MultiDimensional.Run(); break;
            case 184: Programs.Arrays.MultiDimensionalCovariance.Run(); break;
            case 185: Programs.Arrays.Jagged.Run(); break;
            case 186: Programs.Arrays.ArrayCopies.Run(); break;
            case 187: Programs.Arrays.SortingAndSearching.Run(); break;
            case 188: Programs.Arrays.ArraysOfStructs.Run(); break;
            case 189: Programs.Arrays.IndexesAndRanges.Run(); break;
            case 190: Programs.Arrays.MatrixProduct.Run(); break;
            case 191: Programs.Arrays.LifeOnATorus.Run(); break;
            case 192: Programs.Exceptions.CatchByType.Run(); break;
            case 193: Programs.Exceptions.FinallyOrder.Run(); break;
            case 194: Programs.Exceptions.ReturnInTry.Run(); break;
            case 195: Programs.Exceptions.BreakAndContinueThroughFinally.Run(); break;
            case 196: Programs.Exceptions.Filters.Run(); break;
            case 197: Programs.Exceptions.FiltersThatThrow.Run(); break;
            case 198: Programs.Exceptions.FilterSeesLocals.Run(); break;
            case 199: Programs.Exceptions.Rethrow.Run(); break;
            case 200: Programs.Exceptions.NestedRethrow.Run(); break;
            case 201: Programs.Exceptions.ExceptionInFinally.Run(); break;
            case 202: Programs.Exceptions.ExceptionInCatch.Run(); break;
            case 203: Programs.Exceptions.ThroughManyFrames.Run(); break;
            case 204: Programs.Exceptions.ThroughCallsOfEveryKind.Run(); break;
            case 205: Programs.Exceptions.ThrownByInstructions.Run(); break;
            case 206: Programs.Exceptions.UsingStatements.Run(); break;
            case 207: Programs.Exceptions.LocalsAcrossHandlers.Run(); break;
            case 208: Programs.Exceptions.LoopsOfExceptions.Run(); break;
            case 209: Programs.Exceptions.NestedTryInEverything.Run(); break;
            case 210: Programs.Exceptions.ExceptionsInConstructors.Run(); break;
            case 211: Programs.Exceptions.ThrowExpressions.Run(); break;
            case 212: Programs.Exceptions.StructsAndRefsInHandlers.Run(); break;
            case 213: Programs.Exceptions.UnwindThroughGenerics.Run(); break;
            case 214: Programs.Exceptions.GuardedCalls.Run(); break;
            case 215: Programs.Modern.SimpleIterators.Run(); break;
            case 216: Programs.Modern.IteratorsWithFinally.Run(); break;
            case 217: Programs.Modern.IteratorPipelines.Run(); break;
            case 218: Programs.Modern.RecursiveIterators.Run(); break;
            case 219: Programs.Modern.ForeachPatterns.Run(); break;
            case 220: Programs.Modern.TupleEnumeration.Run(); break;
            case 221: Programs.Modern.GenericIterators.Run(); break;
            case 222: Programs.Modern.TypePatterns.Run(); break;
            case 223: Programs.Modern.RelationalPatterns.Run(); break;
            case 224: Programs.Modern.PropertyPatterns.Run(); break;
            case 225: Programs.Modern.ListPatterns.Run(); break;
            case 226: Programs.Modern.TupleAndPositionalPatterns.Run(); break;
            case 227: Programs.Modern.SwitchStatementPatterns.Run(); break;
            case 228: Programs.Modern.NoMatchingArm.Run(); break;
            case 229: Programs.Modern.RecordEquality.Run(); break;
            case 230: Programs.Modern.RecordCopies.Run(); break;
            case 231: Programs.Modern.RecordText.Run(); break;
            case 232: Programs.Modern.RecordStructs.Run(); break;
            case 233: Programs.Modern.Tuples.Run(); break;
            case 234: Programs.Modern.Deconstruction.Run(); break;
            case 235: Programs.Modern.CollectionExpressions.Run(); break;
            case 236: Programs.Modern.QueryExpressions.Run(); break;
            case 237: Programs.Modern.ExtensionMembers.Run(); break;
            case 238: Programs.Modern.AnonymousTypes.Run(); break;
            case 239: Programs.Collections.Lists.Run(); break;
            case 240: Programs.Collections.Dictionaries.Run(); break;
            case 241: Programs.Collections.DictionariesOfStrings.Run(); break;
            case 242: Programs.Collections.DictionariesOfStructs.Run(); break;
            case 243: Programs.Collections.HashSets.Run(); break;
            case 244: Programs.Collections.QueuesAndStacks.Run(); break;
            case 245: Programs.Collections.CustomComparers.Run(); break;
            case 246: Programs.Collections.LinkedAndSorted.Run(); break;
            case 247: Programs.Collections.WordCount.Run(); break;
            case 248: Programs.Collections.PriorityByHand.Run(); break;
            case 249: Programs.Collections.ShortestPaths.Run(); break;
            case 250: Programs.LowLevel.InterlockedIntegers.Run(); break;
            case 251: Programs.LowLevel.InterlockedReferences.Run(); break;
            case 252: Programs.LowLevel.VolatileAccess.Run(); break;
            case 253: Programs.LowLevel.BitTricks.Run(); break;
            case 254: Programs.LowLevel.Rotations.Run(); break;
            case 255: Programs.LowLevel.ByteOrder.Run(); break;
            case 256: Programs.LowLevel.Checksums.Run(); break;
            case 257: Programs.LowLevel.ChaChaBlock.Run(); break;
            case 258: Programs.LowLevel.MathFunctions.Run(); break;
            case 259: Programs.Gc.ManySmallObjects.Run(); break;
            case 260: Programs.Gc.LinkedLists.Run(); break;
            case 261: Programs.Gc.BinaryTrees.Run(); break;
            case 262: Programs.Gc.Cycles.Run(); break;
            case 263: Programs.Gc.LargeArrays.Run(); break;
            case 264: Programs.Gc.InteriorReferences.Run(); break;
            case 265: Programs.Gc.SpansKeepArrays.Run(); break;
            case 266: Programs.Gc.KeptByStatics.Run(); break;
            case 267: Programs.Gc.KeptByClosures.Run(); break;
            case 268: Programs.Gc.KeptByStructs.Run(); break;
            case 269: Programs.Gc.KeptInFlight.Run(); break;
            case 270: Programs.Gc.KeptAcrossExceptions.Run(); break;
            case 271: Programs.Gc.StringChurn.Run(); break;
            case 272: Programs.Gc.DictionaryChurn.Run(); break;
            case 273: Programs.Gc.SlotsAreReused.Run(); break;
            case 274: Programs.Gc.ObjectGraphSurvives.Run(); break;
            case 275: Programs.Gc.LoopsOverInteriorPointers.Run(); break;
            case 276: Programs.LowLevel.MemoryOfEveryAlignment.Run(); break;
            case 277: Programs.Interfaces.ManyTypesAtOneSite.Run(); break;
            case 278: Programs.Control.LongBranches.Run(); break;
            case 279: Programs.Control.ManyVariables.Run(); break;
            case 280: Programs.Arrays.ElementsOfEveryWidth.Run(); break;
            case 281: Programs.Generics.VirtualsThroughBaseChains.Run(); break;
            case 282: Programs.Generics.VirtualsOfInterfaces.Run(); break;
            case 283: Programs.Generics.VirtualsAsDelegates.Run(); break;
            case 284: Programs.Generics.VirtualsWithDictionaries.Run(); break;
            case 285: Programs.Generics.VirtualsWithConstraints.Run(); break;
            case 286: Programs.Generics.VirtualsOfManyShapes.Run(); break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }
}
