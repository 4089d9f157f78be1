"""What a printer, a bus and a spooler of the tests are told about themselves."""

COMMAND = """#!/bin/sh
cd "{folder}"
cat before >&2 2>/dev/null
touch began
while [ -e hold ]; do sleep 0.02; done
cat after >&2 2>/dev/null
[ -e fails ] && exit 1
sheet="printed/$(date +%s%N)"
echo "$IPP_COPIES $IPP_MEDIA $IPP_PRINT_SCALING $IPP_MEDIA_COL" >"$sheet.asked"
cp "$1" "$sheet.part" && mv "$sheet.part" "$sheet.pdf"
"""

ATTRIBUTES = """
ATTR keyword media-supported "iso_a4_210x297mm","iso_a5_148x210mm","na_letter_8.5x11in"
ATTR keyword media-ready {ready}
ATTR keyword media-default "iso_a4_210x297mm"
ATTR collection media-size-supported {{ MEMBER integer x-dimension 21000
  MEMBER integer y-dimension 29700 }},{{ MEMBER integer x-dimension 14800
  MEMBER integer y-dimension 21000 }},{{ MEMBER integer x-dimension 21590
  MEMBER integer y-dimension 27940 }}
ATTR integer media-bottom-margin-supported 423
ATTR integer media-left-margin-supported 423
ATTR integer media-right-margin-supported 423
ATTR integer media-top-margin-supported 423
ATTR keyword print-scaling-supported "auto","fit","none"
ATTR keyword print-scaling-default "auto"
ATTR rangeOfInteger copies-supported 1-99
ATTR integer copies-default 1
ATTR keyword sides-supported "one-sided"
ATTR keyword sides-default "one-sided"
ATTR boolean color-supported false
ATTR keyword print-color-mode-supported "monochrome"
ATTR keyword print-color-mode-default "monochrome"
ATTR resolution printer-resolution-supported 600dpi
ATTR resolution printer-resolution-default 600dpi
ATTR mimeMediaType document-format-supported "application/octet-stream","application/pdf"
ATTR text printer-make-and-model "Example A4"
"""

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>
"""

HALL = """[server]
host-name=kiosk-hall
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-workstation=no
publish-hinfo=no
[wide-area]
enable-wide-area=no
"""

QUEUES = """Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
LogLevel warn
ErrorPolicy {policy}
JobRetryInterval 1
PreserveJobHistory Yes
MaxJobTime 0
DirtyCleanInterval {saved_after}
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit Send-Document Hold-Job Release-Job Restart-Job Cancel-Job Cancel-My-Jobs Close-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

PLACES = """ServerRoot {folder}
CacheDir {folder}/cache
RequestRoot {folder}/spool
StateDir {folder}/state
TempDir {folder}/tmp
ServerKeychain {folder}/keys
CreateSelfSignedCerts yes
ErrorLog stderr
AccessLog {folder}/access
PageLog {folder}/pages
SystemGroup root
Sandboxing relaxed
SyncOnClose Yes
"""
