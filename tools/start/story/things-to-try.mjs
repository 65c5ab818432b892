import { heading, say } from '../screen.mjs';

/** What a newcomer may do by hand, now that everything runs. */
export const printThingsToTry = ({ simulator, gateway, setupSync }) => {
  heading('Try it by hand');
  say(`
  what is in step, by map         curl -s ${setupSync}/admin/maps
  what failed, and why            curl -s '${setupSync}/admin/links?status=failed'
  one record of one map           curl -s '${setupSync}/admin/links?map=accounts&record=usmf%7Cc-7001'
  pause a map, and resume it      curl -s -X POST ${setupSync}/admin/maps/msdyn_projects/pause -H 'content-type: application/json' -d '{"reason":"trying"}'
                                  curl -s -X POST ${setupSync}/admin/maps/msdyn_projects/resume
  read a whole table again        curl -s -X POST ${setupSync}/admin/initial-syncs -H 'content-type: application/json' -d '{"maps":["accounts"]}'
  tables as they are captured     curl -s ${gateway}/admin/tables
  metrics                         curl -s ${setupSync}/metrics
  the admin APIs, described       ${setupSync}/api   ${gateway}/api

  be a person in Dataverse        TOKEN=$(curl -s ${simulator}/any-tenant/oauth2/v2.0/token -d 'grant_type=client_credentials&client_id=person&client_secret=person-secret&scope=${simulator}/.default' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                                  curl -s '${simulator}/api/data/v9.2/accounts?$select=name,accountnumber' -H "authorization: Bearer $TOKEN"
  ... and in Finance              curl -s '${simulator}/data/CustomersV3?cross-company=true&$select=CustomerAccount,OrganizationName' -H "authorization: Bearer $TOKEN"
  let Finance misbehave           curl -s ${simulator}/_sim/faults -H 'content-type: application/json' -d '{"system":"finance","errorRate":0.2}'   ({} mends it)
  what the simulator can do       curl -s ${simulator}/_sim`);
};
