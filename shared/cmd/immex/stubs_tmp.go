package main

import "github.com/spf13/cobra"

func (a *app) packageCmd() *cobra.Command { return &cobra.Command{Use: "package"} }
func (a *app) verifyCmd() *cobra.Command  { return &cobra.Command{Use: "verify"} }
func (a *app) runCmd() *cobra.Command     { return &cobra.Command{Use: "run"} }
func (a *app) demoCmd() *cobra.Command    { return &cobra.Command{Use: "demo"} }
