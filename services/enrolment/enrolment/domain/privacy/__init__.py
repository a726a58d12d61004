"""What the law gives persons: access, erasure, retention (GDPR-01 to GDPR-04)."""
