using System.Runtime.InteropServices;

namespace Notifications.Rules.Expressions;

/// <summary>
/// Where a part of an expression stands: line and column, from 1, are what a message points at; what it spans are
/// characters of the text, from 0.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(int Line, int Column, int Start, int End);
