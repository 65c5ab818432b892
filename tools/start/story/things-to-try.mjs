import { heading, say } from '../screen.mjs';

/** What a newcomer may do by hand, now that everything runs. */
export const printThingsToTry = ({ simulator, gateway, setupSync, estimatesActuals }) => {
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
  the admin APIs, described       ${setupSync}/api   ${estimatesActuals}/api   ${gateway}/api

  book hours, and approve them    ENTRY=$(curl -s ${simulator}/_sim/actions/submit-time -d '{"resource":"Bob Kelly","project":"PRJ-1001","task":"Build","hours":3,"date":"2026-04-01"}' | sed 's/.*"entry":"\\([^"]*\\)".*/\\1/')
                                  curl -s ${simulator}/_sim/actions/approve-time -d '{"entries":"'$ENTRY'"}'
  where are they now?             curl -s '${estimatesActuals}/flows?flow=actuals&stage=staged'
  import them, and post           curl -s ${simulator}/_sim/actions/import-from-staging -d '{"company":"usmf"}'
                                  curl -s ${simulator}/_sim/actions/post-integration-journal -d '{"company":"usmf"}'
  take them back                  curl -s ${simulator}/_sim/actions/recall-time -d '{"entries":"'$ENTRY'"}'   (then import and post again)
  what is open, by company        curl -s '${estimatesActuals}/balances?flow=actuals&by=company'   (by=company,project,contract: finer)
  which actuals make it up        curl -s '${estimatesActuals}/flows?flow=actuals&open=writtenBack'
  what is wrong, and the remedy   curl -s '${estimatesActuals}/flows?flow=actuals&problem=any'

  be a person in Dataverse        TOKEN=$(curl -s ${simulator}/any-tenant/oauth2/v2.0/token -d 'grant_type=client_credentials&client_id=person&client_secret=person-secret&scope=${simulator}/.default' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                                  curl -s '${simulator}/api/data/v9.2/accounts?$select=name,accountnumber' -H "authorization: Bearer $TOKEN"
  ... and in Finance              curl -s '${simulator}/data/CustomersV3?cross-company=true&$select=CustomerAccount,OrganizationName' -H "authorization: Bearer $TOKEN"
  let Finance misbehave           curl -s ${simulator}/_sim/faults -H 'content-type: application/json' -d '{"system":"finance","errorRate":0.2}'   ({} mends it)
  what the simulator can do       curl -s ${simulator}/_sim`);
};
