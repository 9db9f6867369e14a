using Microsoft.Extensions.Options;

namespace Notifications.Hosting;

/// <summary>Says at the start what is wrong with the options of a cluster's member.</summary>
internal sealed class ClusterMemberValidation : IValidateOptions<ClusterMemberOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterMemberOptions options)
    {
        try
        {
            if (options.IsConfigured)
                MembershipDatabase.ConnectionStringOf(options);
            MemberAddress.Of(options);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
