using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace Comptoir.Tests.Architecture;

/// <summary>What the compiled code of a type refers to: in signatures, attributes and the bodies of its methods.</summary>
static class TypeReferences
{
    const BindingFlags All =
        BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static;

    static readonly FrozenDictionary<int, OpCode> OpCodes = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value & 0xFFFF);

    /// <summary>The types that a type refers to; generic ones as their definition and their arguments.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type?> mentioned =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. Methods(type).SelectMany(OfSignature),
            .. Methods(type).SelectMany(Used).SelectMany(OfMember),
        ];
        return mentioned.OfType<Type>().SelectMany(Parts).Distinct();
    }

    /// <summary>The methods that the code of a type calls or points to.</summary>
    public static IEnumerable<MethodBase> MethodsUsedBy(Type type) =>
        Methods(type).SelectMany(Used).OfType<MethodBase>();

    static IEnumerable<MethodBase> Methods(Type type) =>
        [.. type.GetMethods(All), .. type.GetConstructors(All)];

    static IEnumerable<Type?> OfSignature(MethodBase method) =>
        [
            (method as MethodInfo)?.ReturnType,
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        ];

    static IEnumerable<Type?> OfMember(MemberInfo member) =>
        member switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodBase method =>
            [
                method.DeclaringType,
                .. OfSignatureOnly(method),
                .. method.IsGenericMethod ? method.GetGenericArguments() : [],
            ],
            _ => [],
        };

    static IEnumerable<Type?> OfSignatureOnly(MethodBase method) =>
        [
            (method as MethodInfo)?.ReturnType,
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
        ];

    static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        if (type.IsGenericParameter)
            return [];
        return type.IsConstructedGenericType
            ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)]
            : [type];
    }

    static List<MemberInfo> Used(MethodBase method)
    {
        var used = new List<MemberInfo>();
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return used;
        var typeArguments = method.DeclaringType is { IsGenericType: true } type
            ? type.GetGenericArguments()
            : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length; )
        {
            var value = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            var instruction = OpCodes[value];
            at += instruction.Size;
            switch (instruction.OperandType)
            {
                case OperandType.InlineMethod
                or OperandType.InlineField
                or OperandType.InlineType
                or OperandType.InlineTok:
                    var token = BitConverter.ToInt32(code, at);
                    used.Add(method.Module.ResolveMember(token, typeArguments, methodArguments)!);
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + 4 * BitConverter.ToInt32(code, at);
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.ShortInlineBrTarget
                or OperandType.ShortInlineI
                or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    at += 4;
                    break;
            }
        }
        return used;
    }
}
