# shellcheck shell=bash
# The browser's policies. They hold for every user of this machine's Chromium.

# policy_text SERVER [ALLOWED_ORIGIN ...]
policy_text() {
  local server=$1 site allowed insecure='' comma=''
  shift
  allowed="\"$server\""
  for site in "$@"; do allowed+=", \"$site\""; done
  # A browser counts localhost as secure; any other http address has no service worker and no
  # hashing. Exactly this origin is let off, and no https server ever is.
  if [[ $server == http://* && ! $server =~ ^http://(localhost|127\.[0-9.]+|\[::1\])(:[0-9]+)?$ ]]; then
    insecure="  \"OverrideSecurityRestrictionsOnInsecureOrigin\": [\"$server\"]"
    comma=,
  fi
  cat <<JSON
{
  "URLBlocklist": ["*"],
  "URLAllowlist": [$allowed],
  "AutoplayAllowlist": ["$server"],
  "HomepageLocation": "$server/player",
  "RestoreOnStartup": 5,
  "HideWebStoreIcon": true,
  "BrowserSignin": 0,
  "SyncDisabled": true,
  "PasswordManagerEnabled": false,
  "AutofillAddressEnabled": false,
  "AutofillCreditCardEnabled": false,
  "TranslateEnabled": false,
  "SpellcheckEnabled": false,
  "SearchSuggestEnabled": false,
  "DefaultSearchProviderEnabled": false,
  "BookmarkBarEnabled": false,
  "ShowHomeButton": false,
  "PromotionsEnabled": false,
  "DefaultBrowserSettingEnabled": false,
  "ImportBookmarks": false,
  "IncognitoModeAvailability": 1,
  "BrowserAddPersonEnabled": false,
  "BrowserGuestModeEnabled": false,
  "DeveloperToolsAvailability": 2,
  "RemoteDebuggingAllowed": false,
  "DownloadRestrictions": 3,
  "PrintingEnabled": false,
  "AllowFileSelectionDialogs": false,
  "AllowDinosaurEasterEgg": false,
  "ExtensionInstallBlocklist": ["*"],
  "NetworkPredictionOptions": 2,
  "MetricsReportingEnabled": false,
  "UserFeedbackAllowed": false,
  "SafeBrowsingProtectionLevel": 0,
  "ComponentUpdatesEnabled": false,
  "BackgroundModeEnabled": false,
  "EnableMediaRouter": false,
  "AudioCaptureAllowed": false,
  "VideoCaptureAllowed": false,
  "ScreenCaptureAllowed": false,
  "DefaultGeolocationSetting": 2,
  "DefaultNotificationsSetting": 2,
  "DefaultPopupsSetting": 2,
  "DefaultWebUsbGuardSetting": 2,
  "DefaultWebBluetoothGuardSetting": 2,
  "DefaultSerialGuardSetting": 2,
  "DefaultFileSystemReadGuardSetting": 2,
  "DefaultFileSystemWriteGuardSetting": 2$comma
$insecure
}
JSON
}
