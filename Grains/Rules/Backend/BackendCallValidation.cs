using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Notifications.Rules.Backend;

/// <summary>Checks how calls are configured when the process starts; attributes of nested options are looked at by nobody else.</summary>
internal sealed class BackendCallValidation : IValidateOptions<BackendOptions>
{
    public ValidateOptionsResult Validate(string? name, BackendOptions options)
    {
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(options.Calls, new ValidationContext(options.Calls), problems, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => $"Rules:Calls:{problem.MemberNames.First()}: {problem.ErrorMessage}"));
    }
}
